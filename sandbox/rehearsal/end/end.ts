import { formatProblem } from "../../../infra/problems";
import type { Scenario } from "../scenario";
import { isAccepted, type Judged, judge } from "./acceptance/judge";
import type { Facts } from "./facts";
import { type KpiRow, kpiRows } from "./kpi-rows";
import { type PromotionLine, promotionLines } from "./ledger-lines";

/** How a rehearsal ends: what happened, how well, and what of CI/CL-002 §20 that shows. */
export interface End {
  readonly ledger: readonly PromotionLine[];
  readonly kpis: readonly KpiRow[];
  readonly acceptance: readonly Judged[];
  /** What is not as it should be, each in a sentence. */
  readonly problems: readonly string[];
}

/** The end that follows from what the scenarios have left. */
export function endOf(facts: Facts, scenarios: readonly Scenario[]): End {
  const kpis = kpiRows(facts);
  const acceptance = judge(facts, scenarios);
  const wrong = acceptance.flatMap(({ parts }) =>
    parts.flatMap(({ title, problem }) => (problem === undefined ? [] : [`${title}: ${problem}`])),
  );
  return {
    ledger: promotionLines(facts),
    kpis,
    acceptance,
    problems: [...kpis.flatMap(missedTargets), ...(isAccepted(acceptance) ? [] : wrong)],
  };
}

/**
 * Targets that the delivery itself has to keep, whatever is delivered: the lead time of all releases, and the time
 * to restore. How often releases fail, a rehearsal of failures says nothing of.
 */
function missedTargets({ environment, app, workload, measured }: KpiRow): readonly string[] {
  const { leadTimeMinutes, restoreMinutes } = measured;
  const subject = workload ?? app ?? "all workloads";
  const problem = (what: string, { value, target }: typeof leadTimeMinutes) =>
    formatProblem(`${what} of ${subject} in ${environment}`, value, `below ${target} minutes`);
  return [
    ...(app === undefined && leadTimeMinutes.isMet === false
      ? [problem("median lead time", leadTimeMinutes)]
      : []),
    ...(restoreMinutes.isMet === false ? [problem("mean time to restore", restoreMinutes)] : []),
  ];
}
