import { type ClockChange, clockChanges } from "../../time-zone";
import { type Cron, parseCron } from "./cron";

/** Seconds between one run and the next. */
export interface TimeBetweenRuns {
  readonly shortest: number;
  /** As the clock shows it: a night in which clocks are put back counts no hour twice. */
  readonly longestByClock: number;
  /** As it passes. It is more than `longestByClock` where clocks are put back. */
  readonly longest: number;
}

/** When a job starts: what the catalog says of its schedule. */
interface Schedule {
  /** `cron(...)` or `rate(...)`. */
  readonly expression: string;
  /** IANA name of the time zone in which a `cron` is read. */
  readonly timeZone: string;
}

/** Years in which a `cron` is looked at: Scheduler's last is 2199. */
const YEARS = { first: 2026, last: 2199 };

const SECONDS = { minute: 60, hour: 3600, day: 86_400 } as const;
const DAY = 24 * 60;

const known = new Map<string, TimeBetweenRuns>();

/** What is wanted of a schedule's expression where it is not right; nothing where it is. */
export function expressionProblem(expression: string): string | undefined {
  if (expression.startsWith("at(")) {
    return "cron(...) or rate(...), as a run that happens once cannot be missed: start it by hand";
  }
  const [, fields] = /^cron\(([^()]*)\)$/.exec(expression) ?? [];
  if (fields === undefined) {
    return rateSeconds(expression) === undefined
      ? '"cron(...)", or "rate(...)" such as "rate(1 hour)" or "rate(5 minutes)"'
      : undefined;
  }
  const cron = parseCron(fields);
  if ("want" in cron) return cron.want;
  for (let year = YEARS.first; year <= YEARS.last; year += 1) {
    if (!cron.years.has(year)) return '"*" as its year, as a job runs for as long as it is here';
  }
  return dueDays(cron).length > 0 ? undefined : "a date that there is: it never runs";
}

/**
 * The time between two runs of a schedule whose expression is right.
 *
 * Where clocks are put forward, Scheduler skips a run at a time that does not exist; where they are put
 * back, a run at a time that comes twice starts once (EventBridge Scheduler user guide, "Daylight savings
 * time on EventBridge Scheduler").
 */
export function timeBetweenRuns({ expression, timeZone }: Schedule): TimeBetweenRuns {
  const rate = rateSeconds(expression);
  if (rate !== undefined) return { shortest: rate, longestByClock: rate, longest: rate };
  const key = `${expression} ${timeZone}`;
  const cron = parseCron(expression.slice("cron(".length, -1));
  if ("want" in cron) throw new Error(`${expression} has not been checked`);
  const found = known.get(key) ?? ofCron(cron, clockChanges(timeZone));
  known.set(key, found);
  return found;
}

/** Source: EventBridge Scheduler API, CreateSchedule, ScheduleExpression; 1 of a unit is singular. */
function rateSeconds(expression: string): number | undefined {
  const [, amount, unit, plural] =
    /^rate\(([1-9]\d{0,5}) (minute|hour|day)(s?)\)$/.exec(expression) ?? [];
  if (unit === undefined || (amount === "1") !== (plural === "")) return undefined;
  return Number(amount) * SECONDS[unit as keyof typeof SECONDS];
}

function ofCron(cron: Cron, changes: readonly ClockChange[]): TimeBetweenRuns {
  const days = dueDays(cron);
  const { minutes } = cron;
  const [first = 0, last = 0] = [minutes[0], minutes.at(-1)];
  const nights = [...new Set(steps(days))].map((apart) => apart * DAY - last + first);
  const byClock = [...steps(minutes), ...nights];
  const passed = changes.flatMap(({ at, before, after }) => {
    const start = lastBefore(days, minutes, at + before);
    const end = firstFrom(days, minutes, at + Math.max(before, after));
    if (start === undefined || end === undefined) return [];
    return [{ back: after < before, minutes: end - start - (after - before) }];
  });
  const forward = passed.filter(({ back }) => !back).map((each) => each.minutes);
  const all = [...byClock, ...passed.map((each) => each.minutes)];
  return {
    shortest: Math.min(...all) * 60,
    longestByClock: Math.max(...byClock, ...forward) * 60,
    longest: Math.max(...all) * 60,
  };
}

/** Days on which it is due, in days since 1970, of all {@link YEARS}. */
function dueDays(cron: Cron): number[] {
  const days: number[] = [];
  for (let year = YEARS.first; year <= YEARS.last; year += 1) {
    for (let month = 1; month <= 12; month += 1) {
      const before = Date.UTC(year, month - 1, 0) / 86_400_000;
      days.push(...cron.daysOf(year, month).map((date) => before + date));
    }
  }
  return days;
}

function steps(ascending: readonly number[]): number[] {
  return ascending.slice(1).map((each, index) => each - Number(ascending[index]));
}

/** The last minute before `limit` at which it is due, in local minutes since 1970. */
function lastBefore(days: readonly number[], minutes: readonly number[], limit: number) {
  const index = countBelow(days, Math.floor(limit / DAY) + 1) - 1;
  for (const day of [days[index], days[index - 1]]) {
    const found =
      day === undefined ? undefined : minutes.findLast((each) => day * DAY + each < limit);
    if (day !== undefined && found !== undefined) return day * DAY + found;
  }
  return undefined;
}

/** The first minute from `limit` on at which it is due, in local minutes since 1970. */
function firstFrom(days: readonly number[], minutes: readonly number[], limit: number) {
  const index = countBelow(days, Math.floor(limit / DAY));
  for (const day of [days[index], days[index + 1]]) {
    const found = day === undefined ? undefined : minutes.find((each) => day * DAY + each >= limit);
    if (day !== undefined && found !== undefined) return day * DAY + found;
  }
  return undefined;
}

/** How many of `ascending` are below `limit`. */
function countBelow(ascending: readonly number[], limit: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (Number(ascending[middle]) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
