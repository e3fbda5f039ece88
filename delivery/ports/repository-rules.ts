import type { EnvironmentRules, Ruleset, TeamRole } from "../decisions/repository-rules/found";

/** Rules of repositories, as GitHub has them now. */
export interface RepositoryRules {
  /** Nothing where there is no such environment. */
  environment(repository: string, name: string): Promise<EnvironmentRules | undefined>;
  rulesets(repository: string): Promise<readonly Ruleset[]>;
  /** Nothing where the team may do nothing, or there is no such team. */
  teamRole(repository: string, team: string): Promise<TeamRole | undefined>;
}
