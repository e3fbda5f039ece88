import { type GitHubClient, gitHubClient } from "../adapters/github/client";
import { gitHubToken } from "../adapters/github/token";
import type { Session } from "../cli/verb";

/**
 * GitHub as the session reaches it: GITHUB_API_URL, and the token or the App of its environment.
 *
 * @throws {InvalidInput} that lists what is missing
 */
export function gitHubOf({
  env,
  now,
  sleep,
}: Pick<Session, "env" | "now" | "sleep">): GitHubClient {
  const clock = { now, sleep };
  return gitHubClient({ url: env.GITHUB_API_URL, token: gitHubToken(env, clock), clock });
}
