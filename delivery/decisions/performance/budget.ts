import { formatProblem } from "../../../infra/problems";

/** What was measured of a workload under load. */
export interface Measured {
  /** Requests that were to be made. */
  readonly wanted: number;
  readonly answers: readonly Answer[];
  /** Requests that had no answer in time, or none at all. */
  readonly unanswered: number;
}

/** One answer. */
export interface Answer {
  /** Of HTTP. */
  readonly status: number;
  /** Time from the request to the end of its answer. */
  readonly milliseconds: number;
}

/** What its SLO allows. */
export interface Budget {
  /** Longest 95th percentile of the response times, in milliseconds. */
  readonly p95: number;
  /** Share of good requests, in percent. */
  readonly availability: number;
  /** Status of a good answer. */
  readonly status: number;
}

/** What was found, in the terms of the budget. */
export interface Performance {
  /** Requests that have ended, with an answer or without. */
  readonly requests: number;
  readonly failed: number;
  /** Share of failed requests, in percent, to three decimals; null where none was made. */
  readonly failedPercent: number | null;
  /** In milliseconds; null without an answer. */
  readonly p95: number | null;
  /** Why it is not within the budget, a sentence each; none if it is. */
  readonly reasons: readonly string[];
}

/** Share of the wanted requests that has to have ended, so that the rest says something of the load that was wanted. */
const ENOUGH = 0.9;

/** Far below one request, and far above what a product of two fractions is off by: 100 - 99.9 is no 0.1. */
const FLOAT_ERROR = 1e-6;

/** Compares what was measured with the budget. What is not known is not within it. */
export function comparePerformance(
  { wanted, answers, unanswered }: Measured,
  { p95: limit, availability, status }: Budget,
): Performance {
  const requests = answers.length + unanswered;
  const failed = unanswered + answers.filter((each) => each.status !== status).length;
  const share = requests === 0 ? null : round((failed / requests) * 100);
  const times = answers.map(({ milliseconds }) => milliseconds);
  const p95 = percentile(times, 95);
  const mayFail = ((100 - availability) / 100) * requests + FLOAT_ERROR;
  const reasons = [
    ...(requests < wanted * ENOUGH
      ? [formatProblem("requests", requests, `at least ${Math.ceil(wanted * ENOUGH)} of ${wanted}`)]
      : []),
    ...(p95 === null
      ? [formatProblem("p95", "unknown", `at most ${limit} ms`)]
      : p95 > limit
        ? [formatProblem("p95", `${round(p95)} ms`, `at most ${limit} ms`)]
        : []),
    ...(failed > mayFail
      ? [
          formatProblem(
            "failed requests",
            `${failed} of ${requests}, ${share} %`,
            `at most ${round(100 - availability)} %`,
          ),
        ]
      : []),
  ];
  return { requests, failed, failedPercent: share, p95: p95 === null ? null : round(p95), reasons };
}

/** The smallest of the values that as many per cent of them do not exceed (nearest rank); null of none. */
function percentile(values: readonly number[], percent: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil((percent / 100) * sorted.length) - 1] ?? null;
}

/** To three decimals, for a person: nothing is compared by it. */
function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
