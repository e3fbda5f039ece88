import { timeBetweenRuns } from "../schedule/time-between-runs";

/** When a job runs, and for how long; durations in seconds. */
interface Timed {
  readonly runs: { readonly as: "task" | "function" };
  readonly schedule: {
    readonly expression: string;
    readonly timeZone: string;
    readonly flexibleWindow?: number | undefined;
    readonly retries: number;
    readonly every: number;
  };
  readonly slo: { readonly finishesWithin: number };
}

/**
 * Shortest and longest for which EventBridge Scheduler may retry a start, in seconds (Scheduler API,
 * RetryPolicy, MaximumEventAgeInSeconds).
 */
export const RETRY_SECONDS_MIN = 60;
const RETRY_SECONDS_MAX = 86_400;

/** Seconds that Lambda waits before each retry of an event, of which it takes two at most. */
const LAMBDA_WAITS = [60, 120];

/** How often a function is tried again that fails: Lambda takes 0 to 2. A task never is. */
export function runRetries({ runs, schedule }: Pick<Timed, "runs" | "schedule">): number {
  return runs.as === "function" ? Math.min(schedule.retries, LAMBDA_WAITS.length) : 0;
}

/** Terms of a sum of seconds, by what each is called in the catalog. */
type Sum = Readonly<Record<string, number>>;

/** The longest that a run may take from the time at which it is due, with all that is tried again. */
export function runSum(timed: Timed): Sum {
  const { schedule, slo } = timed;
  const again = runRetries(timed);
  const waits = LAMBDA_WAITS.slice(0, again).reduce((sum, each) => sum + each, 0);
  return {
    ...(schedule.flexibleWindow !== undefined && {
      "schedule.flexibleWindow": schedule.flexibleWindow,
    }),
    [again > 0 ? `${again + 1} x slo.finishesWithin` : "slo.finishesWithin"]:
      (again + 1) * slo.finishesWithin,
    ...(waits > 0 && { "Lambda's waits": waits }),
  };
}

/** The longest time between two runs that succeed. */
export function gapSum(timed: Timed): Sum {
  const { every } = timed.schedule;
  const back = timeBetweenRuns(timed.schedule).longest - every;
  return {
    "schedule.every": every,
    ...runSum(timed),
    ...(back > 0 && { "clocks put back": back }),
  };
}

/**
 * Seconds for which Scheduler retries the start of a run: as long as the run can still end before
 * the next is due. Below {@link RETRY_SECONDS_MIN} there is no time for a retry.
 */
export function retrySeconds(timed: Timed): number {
  const left = timeBetweenRuns(timed.schedule).shortest - total(runSum(timed));
  return Math.min(left, RETRY_SECONDS_MAX);
}

/** What a sum comes to, in seconds. */
export function total(sum: Sum): number {
  return Object.values(sum).reduce((all, each) => all + each, 0);
}

/** A sum as a message shows it: its terms, their seconds, and what they come to. */
export function showSum(sum: Sum): string {
  const terms = Object.entries(sum);
  const names = terms.map(([name]) => name).join(" + ");
  const seconds = terms.map(([, each]) => each).join(" + ");
  return terms.length > 1
    ? `${names} = ${seconds} = ${total(sum)} seconds`
    : `${names} = ${seconds} seconds`;
}
