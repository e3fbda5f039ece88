import type { ChangeCalendarState } from "../../delivery/decisions/change/calendar";
import { approvalsBy } from "../../delivery/decisions/gates/change/people";
import { type Fact, factOf, known, unknown } from "../../delivery/decisions/gates/fact";
import type {
  CheckRun,
  ErrorBudget,
  GatheredFacts,
  OpenIncident,
  RunPeople,
} from "../../delivery/decisions/gates/facts";
import { verdictOf } from "../../delivery/decisions/gates/registry";
import { RULE_GATES } from "../../delivery/decisions/gates/rule-gates";
import type { RequestedPromotion } from "../../delivery/decisions/gates/subject";
import type { Environment } from "../../infra/environments";
import { requiredChecksOf } from "../../infra/github/workflows";
import type { WorkloadReport } from "./comment";
import type { RequestedDeployment } from "./webhook";

/** Whom the rule asks. Each may throw: then its fact is not known, and its gates fail. */
export interface RuleSources {
  checks(repository: string, commit: string): Promise<readonly CheckRun[]>;
  /** The reviews of a run, with who of them is in the team. */
  people(repository: string, runId: number, team: string): Promise<RunPeople>;
  calendars(names: readonly string[]): Promise<readonly ChangeCalendarState[]>;
  errorBudget(workload: string): Promise<ErrorBudget>;
  incidents(workload: string): Promise<readonly OpenIncident[]>;
}

/** By what the rule decides. */
export interface RuleSettings {
  readonly environment: Environment;
  /** Slug of the team on call. */
  readonly onCall: string;
  /** Name of the platform's own repository, whose checks are reported by their own names. */
  readonly platform: string;
  readonly rules: Omit<RequestedPromotion["rules"], "requiredChecks">;
}

const NOT_ASKED = unknown<never>("the rule does not ask for it");

/**
 * What the gates of the rule say of every workload of the repository: which of them the run deploys, GitHub does not
 * tell. No workload is a `fail`.
 *
 * @param workloads - names of those of the repository
 */
export async function decide(
  deployment: RequestedDeployment,
  workloads: readonly string[],
  sources: RuleSources,
  { environment, onCall, platform, rules: ruled }: RuleSettings,
  now: Date,
): Promise<readonly WorkloadReport[]> {
  const { repository, runId, commit, ref: version } = deployment;
  const [, name = ""] = repository.split("/");
  const rules = { ...ruled, requiredChecks: requiredChecksOf(name, platform) };
  const [checks, people, calendar] = await Promise.all([
    factOf(sources.checks(repository, commit)),
    factOf(sources.people(repository, runId, onCall)),
    factOf(sources.calendars(rules.calendar.documents)),
  ]);
  const changeType = changeTypeBy(people, onCall);
  return Promise.all(
    workloads.map(async (workload) => {
      const [errorBudget, incidents] = await Promise.all([
        factOf(sources.errorBudget(workload)),
        factOf(sources.incidents(workload)),
      ]);
      const facts: GatheredFacts = {
        checks,
        people,
        reviewWaits: NOT_ASKED,
        flags: NOT_ASKED,
        calendar: calendar.known ? known({ changeCalendars: calendar.value }) : calendar,
        errorBudget,
        incidents,
        verifications: NOT_ASKED,
        tickets: NOT_ASKED,
        bakes: NOT_ASKED,
        permissions: NOT_ASKED,
        migrations: NOT_ASKED,
      };
      const release = { workload, version, commit };
      const subject = { release, environment, changeType, rules, now: now.getTime() };
      return { workload, ...verdictOf(RULE_GATES, facts, subject) };
    }),
  );
}

/**
 * The release says what type its change is, and the rule has no release: an emergency is what somebody on call has
 * approved in an environment before. Where that is not known, it is none.
 */
function changeTypeBy(people: Fact<RunPeople>, onCall: string): RequestedPromotion["changeType"] {
  if (!people.known || people.value.initiators.length === 0) return "normal";
  return approvalsBy(people.value, onCall).length > 0 ? "emergency" : "normal";
}
