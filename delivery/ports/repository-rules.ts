import type { EnvironmentRules, Ruleset, TeamRole } from "../decisions/repository-rules/found";

/** Rules of repositories, as GitHub has them now. */
export interface RepositoryRules {
  /** Nothing where there is no such environment. */
  environment(repository: string, name: string): Promise<EnvironmentRules | undefined>;
  rulesets(repository: string): Promise<readonly Ruleset[]>;
  /** Nothing where the team may do nothing, or there is no such team. */
  teamRole(repository: string, team: string): Promise<TeamRole | undefined>;
  /** GitHub's numeric id of a team, by its slug; nothing where there is no such team. */
  teamId(organization: string, team: string): Promise<number | undefined>;
  /**
   * From where a private repository's reusable workflows may be called: `none` is from itself alone. Nothing for a
   * public one, whose workflows everybody may call.
   */
  workflowAccess(repository: string): Promise<string | undefined>;
  /** Whether nobody can change a release that is published, or move its tag. */
  hasImmutableReleases(repository: string): Promise<boolean>;
}
