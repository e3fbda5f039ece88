import { GitHubError } from "../github-error";
import { verifyAppToken } from "./app-token";
import type { Permissions } from "./state";
import type { GitHub } from "./store";

/** Who calls. */
export type Caller =
  | { readonly kind: "user"; readonly login: string }
  | { readonly kind: "app"; readonly id: number; readonly slug: string }
  | {
      readonly kind: "token";
      /** Login of the bot. */
      readonly login: string;
      readonly permissions: Permissions;
      /** Names; all where it is missing. */
      readonly repositories?: readonly string[];
    };

/** What an operation asks of its caller, as GitHub's reference "Permissions required for GitHub Apps" has it. */
export type Permission = "app" | { readonly name: string; readonly level: "read" | "write" };

/** Levels, each with those before it. */
const LEVELS = ["read", "write", "admin"];

/**
 * Who a token belongs to: a person, a run, an App's installation, or the App itself.
 *
 * @throws {GitHubError} 401 where it is missing, unknown or expired
 */
export function callerOf({ state, now }: GitHub, authorization: string | undefined): Caller {
  const [, token] = /^(?:bearer|token) (\S+)$/i.exec(authorization ?? "") ?? [];
  if (token === undefined) throw new GitHubError(401, "Requires authentication");
  const user = state.users.find((each) => each.token === token);
  if (user) return { kind: "user", login: user.login };
  const run = state.runs.find((each) => each.token === token && each.status !== "completed");
  if (run) {
    const { permissions, repository } = run;
    return { kind: "token", login: "github-actions[bot]", permissions, repositories: [repository] };
  }
  const installed = state.installationTokens.find((each) => each.token === token);
  if (installed && Date.parse(installed.expiresAt) > now().getTime()) {
    const { app, permissions, repositories } = installed;
    return { kind: "token", login: `${app}[bot]`, permissions, repositories };
  }
  const app = token.split(".").length === 3 ? verifyAppToken(state.apps, token, now()) : undefined;
  if (app) return { kind: "app", id: app.id, slug: app.slug };
  throw new GitHubError(401, "Bad credentials");
}

/** @throws {GitHubError} as GitHub refuses what a caller may not do */
export function checkPermission(
  caller: Caller,
  permission: Permission,
  repository: string | undefined,
): void {
  if (permission === "app") {
    if (caller.kind === "app") return;
    throw new GitHubError(401, "A JSON web token could not be decoded");
  }
  if (caller.kind === "app") throw new GitHubError(403, "Resource not accessible by integration");
  if (caller.kind === "user") return;
  const { repositories, permissions } = caller;
  if (repository !== undefined && repositories && !repositories.includes(repository)) {
    throw new GitHubError(404, "Not Found");
  }
  // Every token may read metadata.
  const granted = permission.name === "metadata" ? "read" : permissions[permission.name];
  if (LEVELS.indexOf(granted ?? "") < LEVELS.indexOf(permission.level)) {
    throw new GitHubError(403, "Resource not accessible by integration");
  }
}
