import { formatProblem } from "../../../infra/problems";
import type { TeamRole } from "./found";

/**
 * What a reviewing team lacks: GitHub asks for a review of whoever can read the repository, and silently of nobody
 * else (GitHub docs, "Managing environments for deployment": required reviewers need at least read access).
 *
 * @param repository - `owner/name`
 * @param team - its slug
 */
export function teamProblems(
  repository: string,
  team: string,
  role: TeamRole | undefined,
): string[] {
  if (role !== undefined) return [];
  return [formatProblem(`${repository}: access of the team ${team}`, undefined, "at least pull")];
}
