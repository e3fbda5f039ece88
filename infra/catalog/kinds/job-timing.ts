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

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;
const UNITS = { minute: MINUTE, hour: HOUR, day: DAY };

/** By how much two runs are farther apart when clocks are put back, in seconds. */
const CLOCKS_BACK = HOUR;

/**
 * Seconds between two times at which a run is due, by the clock: of a rate, and of a `cron` that is
 * due every so many minutes, once an hour or once a day. Nothing of any other `cron`.
 */
export function interval({
  expression,
}: Pick<Timed["schedule"], "expression">): number | undefined {
  const [, amount, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  if (unit !== undefined) return Number(amount) * UNITS[unit as keyof typeof UNITS];
  const [, minute = "", hour = ""] =
    /^cron\((\S+) (\S+) (?:\* \* \?|\? \* \*) \*\)$/.exec(expression) ?? [];
  const [, step] = /^(?:\*|0)\/(\d+)$/.exec(minute) ?? [];
  if (step && hour === "*" && 60 % Number(step) === 0) return Number(step) * MINUTE;
  if (!/^\d+$/.test(minute)) return undefined;
  if (hour === "*") return HOUR;
  return /^\d+$/.test(hour) ? DAY : undefined;
}

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
  const { expression, timeZone, every } = timed.schedule;
  const shifts = expression.startsWith("cron") && timeZone !== "UTC";
  return {
    "schedule.every": every,
    ...runSum(timed),
    ...(shifts && { "an hour when clocks are put back": CLOCKS_BACK }),
  };
}

/**
 * Seconds for which Scheduler retries the start of a run: as long as the run can still end before
 * the next is due. Below {@link RETRY_SECONDS_MIN} there is no time for a retry.
 */
export function retrySeconds(timed: Timed): number {
  const { every } = timed.schedule;
  const left = (interval(timed.schedule) ?? every) - total(runSum(timed));
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
