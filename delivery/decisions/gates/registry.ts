import { overall, type Verdict } from "../verdict";
import { type CountedApproval, countedApprovals, earlierApprovals } from "./counted";
import type { GatheredFacts } from "./facts";
import type { Gate } from "./gate";
import type { GateSubject } from "./subject";

/** One gate's answer. */
export interface GateAnswer {
  readonly gate: string;
  readonly question: string;
  readonly answer: Verdict;
}

/** What all gates say together. */
export interface GateReport {
  /** `fail` if one says so, else `wait` if one says so, else `pass`. */
  readonly verdict: Verdict["kind"];
  /** Every gate of the environment, in the order of `gates`. */
  readonly answers: readonly GateAnswer[];
  /** The approvals that they counted. */
  readonly counted: readonly CountedApproval[];
  /** The approvals by which the run came so far, in other GitHub environments. */
  readonly earlier: readonly CountedApproval[];
}

/**
 * Asks every gate of the subject's environment, also after one has failed. No gate at all is a `fail`.
 */
export function askGates(
  gates: readonly Gate[],
  facts: GatheredFacts,
  subject: GateSubject,
): GateReport {
  return {
    ...verdictOf(gates, facts, subject),
    counted: countedApprovals(facts, subject),
    earlier: earlierApprovals(facts, subject),
  };
}

/** The same for gates that need less of a promotion; which approvals they counted is not said. */
export function verdictOf<Subject extends Pick<GateSubject, "environment">>(
  gates: readonly Gate<Subject>[],
  facts: GatheredFacts,
  subject: Subject,
): Pick<GateReport, "verdict" | "answers"> {
  const answers = gates
    .filter(({ environments }) => environments.includes(subject.environment))
    .map((gate) => ({
      gate: gate.name,
      question: gate.question,
      answer: gate.decide(facts, subject),
    }));
  return { verdict: overall(answers.map(({ answer }) => answer)), answers };
}
