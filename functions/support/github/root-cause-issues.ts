import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { type Runtime, variable } from "../runtime";
import { issuesToken } from "./app-token";
import { RootCauseIssues } from "./issues";

/** Longest that one answer of GitHub may take, in milliseconds. */
const TIMEOUT = 10_000;

/**
 * The root-cause tickets of a repository (`owner/name`), as the App of the function's environment reaches them: each
 * repository with a token of its own. The App's credentials are read once for each event, so that a key that was renewed counts
 * from the next one on.
 *
 * @param access - what a token may do with issues
 */
export function rootCauseIssues(runtime: Runtime, access: "read" | "write") {
  const secrets = new SecretsManagerClient({ ...runtime.aws });
  const app = variable(runtime, "GITHUB_APP");
  const baseUrl = runtime.env.GITHUB_API_URL ?? "https://api.github.com";
  let secret: string | undefined;
  return async (repository: string): Promise<RootCauseIssues> => {
    secret ??=
      (await secrets.send(new GetSecretValueCommand({ SecretId: app }))).SecretString ?? "";
    const [, name = ""] = repository.split("/");
    const token = await issuesToken({
      secret,
      baseUrl,
      repository: name,
      access,
      now: runtime.now(),
    });
    return new RootCauseIssues({ baseUrl, token, repository, timeout: TIMEOUT });
  };
}
