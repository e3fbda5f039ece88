import { approvalsBy, planApprovalBy } from "../../../infra/github/environments";
import { GITHUB_ACTIONS_APP, requiredChecksOf } from "../../../infra/github/workflows";
import type { Settings } from "../../../infra/settings/parse";
import type { GateRules } from "./subject";

/**
 * The rules that an environment's settings hold a promotion to.
 *
 * @param stg - what of stg's settings says how long a release bakes there
 * @param repository - name of the release's repository, without the owner
 */
export function gateRules(
  settings: Settings,
  stg: Pick<Settings, "bakeMinutes">,
  repository: string,
): GateRules {
  const { teams, environment, changeCalendar, github } = settings;
  const plans = planApprovalBy(environment);
  return {
    requiredChecks: requiredChecksOf(repository, github.repository),
    appId: GITHUB_ACTIONS_APP,
    approvals: approvalsBy(environment).map(({ name, team }) => ({
      environment: name,
      team: teams[team].slug,
    })),
    planApproval: plans && { environment: plans.name, team: teams[plans.team].slug },
    teams: { cab: teams.cab.slug, onCall: teams["on-call"].slug },
    calendar: changeCalendar,
    bakeMinutes: stg.bakeMinutes,
  };
}
