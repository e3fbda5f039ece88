import { formatProblem } from "../../../infra/problems";
import type { TeamRole } from "./found";

/** Roles in a repository, each with what those before it may do. */
const ROLES = ["pull", "triage", "push", "maintain", "admin"] as const satisfies TeamRole[];

/**
 * What a team lacks: GitHub asks for a review of whoever can read the repository, and silently of nobody
 * else (GitHub docs, "Managing environments for deployment": required reviewers need at least read access).
 *
 * @param repository - `owner/name`
 * @param team - its slug
 * @param role - what it may do; nothing where it has no access
 * @param least - what it has to be allowed
 */
export function teamProblems(
  repository: string,
  team: string,
  role: TeamRole | undefined,
  least: TeamRole,
): string[] {
  if (role !== undefined && ROLES.indexOf(role) >= ROLES.indexOf(least)) return [];
  return [formatProblem(`${repository}: access of the team ${team}`, role, `at least ${least}`)];
}
