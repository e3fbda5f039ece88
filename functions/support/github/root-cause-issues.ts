import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { type Runtime, variable } from "../runtime";
import { issuesToken } from "./app-token";
import { RootCauseIssues } from "./issues";

/** Longest that one answer of GitHub may take, in milliseconds. */
const TIMEOUT = 10_000;

/** How long the App's credentials are kept, in milliseconds: a key that was renewed counts after that. */
const SECRET_KEPT = 5 * 60_000;

/**
 * The root-cause tickets of a repository (`owner/name`), as the App of the function's environment reaches them: each
 * repository with a token of its own.
 *
 * @param access - what a token may do with issues
 */
export function rootCauseIssues(runtime: Runtime, access: "read" | "write") {
  const secrets = new SecretsManagerClient({ ...runtime.aws });
  const app = variable(runtime, "GITHUB_APP");
  const baseUrl = runtime.env.GITHUB_API_URL ?? "https://api.github.com";
  let read: { readonly secret: string; readonly at: Date } | undefined;
  return async (repository: string): Promise<RootCauseIssues> => {
    const now = runtime.now();
    if (read === undefined || now.getTime() - read.at.getTime() >= SECRET_KEPT) {
      const { SecretString = "" } = await secrets.send(
        new GetSecretValueCommand({ SecretId: app }),
      );
      read = { secret: SecretString, at: now };
    }
    const { secret } = read;
    const [, name = ""] = repository.split("/");
    const token = await issuesToken({ secret, baseUrl, repository: name, access, now });
    return new RootCauseIssues({ baseUrl, token, repository, timeout: TIMEOUT });
  };
}
