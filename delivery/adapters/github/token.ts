import { z } from "zod";
import { formatProblem, InvalidInput } from "../../../infra/problems";
import type { Clock } from "../../ports/clock";
import { gitHubClient } from "./client";

/** How long before its end a token is replaced, in milliseconds. */
const MARGIN = 5 * 60_000;

/** Variables that say who calls GitHub. */
type Environment = Readonly<Record<string, string | undefined>>;

/** An installation of a GitHub App, and the key by which the App proves itself. */
export interface App {
  readonly id: number;
  readonly installation: number;
  /** PEM. */
  readonly privateKey: string;
}

const INSTALLATION_TOKEN = z.object({
  token: z.string().min(1),
  expires_at: z.iso.datetime({ offset: true }),
  permissions: z.record(z.string(), z.string()).default({}),
});

/**
 * Who calls GitHub: the App's installation where GITHUB_APP_ID, GITHUB_APP_INSTALLATION_ID and GITHUB_APP_PRIVATE_KEY
 * are set, and else GITHUB_TOKEN. An App alone may ask who is a member of a team.
 *
 * @returns what answers the token of a call; that of an App is renewed before it ends
 * @throws {InvalidInput} that lists what is missing or wrong; no value is shown
 */
export function gitHubToken(env: Environment, clock: Clock): () => Promise<string> {
  const { GITHUB_TOKEN: token } = env;
  const app = appOf(env);
  if (app) return installationToken(app, env, clock);
  if (token === undefined || token.trim() === "") {
    const want = "a token, or GITHUB_APP_ID, GITHUB_APP_INSTALLATION_ID and GITHUB_APP_PRIVATE_KEY";
    throw new InvalidInput("GitHub", [formatProblem("GITHUB_TOKEN", undefined, want)]);
  }
  return async () => token.trim();
}

function appOf(env: Environment): App | undefined {
  const {
    GITHUB_APP_ID: id,
    GITHUB_APP_INSTALLATION_ID: installation,
    GITHUB_APP_PRIVATE_KEY: privateKey,
  } = env;
  if (!id && !installation && !privateKey) return undefined;
  const problems = [
    ...numberProblems("GITHUB_APP_ID", id),
    ...numberProblems("GITHUB_APP_INSTALLATION_ID", installation),
    // The value is a secret: it is not shown, right or wrong.
    ...(privateKey?.includes("PRIVATE KEY-----")
      ? []
      : ["GITHUB_APP_PRIVATE_KEY is missing or wrong: expected a private key as PEM"]),
  ];
  if (problems.length > 0) throw new InvalidInput("GitHub", problems);
  return { id: Number(id), installation: Number(installation), privateKey: privateKey ?? "" };
}

function numberProblems(field: string, text: string | undefined): string[] {
  return /^[1-9]\d{0,14}$/.test(text ?? "") ? [] : [formatProblem(field, text, "a numeric id")];
}

/** Tokens of an installation, at GITHUB_API_URL: one serves every call until shortly before its end. */
export function installationToken(app: App, env: Environment, clock: Clock): () => Promise<string> {
  let current: { token: string; endsAt: number } | undefined;
  return async () => {
    if (current && clock.now().getTime() < current.endsAt - MARGIN) return current.token;
    const { token, expires_at } = await newToken(app, env, clock);
    current = { token, endsAt: Date.parse(expires_at) };
    return token;
  };
}

/**
 * What an installation may do, by the name of the permission, such as `{ checks: "read" }`.
 *
 * @throws {InvalidInput} where GitHub does not take the App for what it says it is
 */
export async function installationPermissions(
  app: App,
  env: Environment,
  clock: Clock,
): Promise<Readonly<Record<string, string>>> {
  return (await newToken(app, env, clock)).permissions;
}

async function newToken(
  app: App,
  { GITHUB_API_URL: url }: Environment,
  clock: Clock,
): Promise<z.output<typeof INSTALLATION_TOKEN>> {
  const client = gitHubClient({ url, token: () => signedToken(app, clock), clock });
  return client.ask(
    "POST /app/installations/{installation_id}/access_tokens",
    { installation_id: app.installation },
    INSTALLATION_TOKEN,
  );
}

/** The JSON Web Token that an App shows for ten minutes. */
async function signedToken({ id, privateKey }: App, clock: Clock): Promise<string> {
  const { default: sign } = await import("universal-github-app-jwt");
  const now = Math.floor(clock.now().getTime() / 1000);
  try {
    return (await sign({ id, privateKey, now })).token;
  } catch {
    // Its words could have the key in them.
    const problem = "GITHUB_APP_PRIVATE_KEY is not readable: expected a private RSA key as PEM";
    throw new InvalidInput("GitHub", [problem]);
  }
}
