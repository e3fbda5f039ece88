import { request } from "@octokit/request";
import type { Endpoints } from "@octokit/types";
import sign from "universal-github-app-jwt";
import { z } from "zod";
import { parse } from "../../../infra/problems";
import { keepSecret } from "../../../infra/secrets";

/** What the secret holds: the App's id, its installation in the organization, and its key as PEM. */
const CREDENTIALS = z.strictObject({
  appId: z.int().positive("the numeric id that GitHub shows"),
  installationId: z.int().positive("the numeric id that GitHub shows"),
  privateKey: z.string().startsWith("-----BEGIN", "a private key in PEM form"),
});

const TOKEN = z.object({ token: z.string().min(1) });

/** Permissions of a token, by GitHub's names, such as `{ issues: "write" }`. */
type Permissions = NonNullable<
  Endpoints["POST /app/installations/{installation_id}/access_tokens"]["parameters"]["permissions"]
>;

/** What a token is asked for. */
interface TokenRequest {
  /** JSON text of the App's credentials, as the secret has it. */
  readonly secret: string;
  /** GitHub's REST API. */
  readonly baseUrl: string;
  /** Name of the only repository that it may reach, without its owner. */
  readonly repository: string;
  readonly now: Date;
}

interface IssuesTokenRequest extends TokenRequest {
  /** What it may do with issues. */
  readonly access: "read" | "write";
}

/**
 * A token of the App's installation, good for one hour, for the issues of one repository and nothing else (GitHub REST API, "Create an installation access token for an app").
 *
 * @throws {InvalidInput} if the secret is none; no part of it is shown
 */
export async function issuesToken({ access, ...asked }: IssuesTokenRequest): Promise<string> {
  return installationToken({ ...asked, permissions: { issues: access } });
}

/**
 * A token of an App's installation, good for one hour, that may do `permissions` in one repository.
 *
 * @throws {InvalidInput} if the secret is none; no part of it is shown
 */
export async function installationToken({
  secret,
  baseUrl,
  repository,
  permissions,
  now,
}: TokenRequest & { readonly permissions: Permissions }): Promise<string> {
  const { appId, installationId, privateKey } = credentialsOf(secret);
  keepSecret(privateKey);
  const seconds = Math.floor(now.getTime() / 1000);
  const jwt = await sign({ id: appId, privateKey, now: seconds });
  keepSecret(jwt.token);
  const { data } = await request("POST /app/installations/{installation_id}/access_tokens", {
    baseUrl,
    headers: { authorization: `Bearer ${jwt.token}` },
    installation_id: installationId,
    permissions,
    repositories: [repository],
  });
  return keepSecret(parse(TOKEN, data, "GitHub").token);
}

/** Zod shows what it got: what is no JSON becomes nothing, and a wrong key is not shown. */
function credentialsOf(secret: string): z.output<typeof CREDENTIALS> {
  let json: unknown;
  try {
    json = JSON.parse(secret);
  } catch {
    json = undefined;
  }
  const read = CREDENTIALS.safeParse(json);
  if (read.success) return read.data;
  const fields = read.error.issues.map(({ path }) => path.join(".") || "the secret");
  throw new Error(`the credentials of the GitHub App are wrong: ${fields.join(", ")}`);
}
