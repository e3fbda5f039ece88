/** A moment at which the clocks of a time zone are put forward or back. */
export interface ClockChange {
  /** Minutes since 1970-01-01T00:00Z. */
  readonly at: number;
  /** Minutes by which local time is ahead of UTC, before and after it. */
  readonly before: number;
  readonly after: number;
}

/** Years whose clock changes are read: 28, in which every date falls on every day of the week. */
const YEARS = { first: 2026, last: 2053 };

const MINUTE = 60_000;
/** No zone changes its clocks twice in a week. */
const WEEK = 7 * 24 * 60;

const known = new Map<string, readonly ClockChange[]>();

/** Whether `name` is a time zone of the IANA database, as it is spelled there. */
export function isTimeZone(name: string): boolean {
  // Node takes offsets such as "+02:00", and any case; EventBridge Scheduler takes neither.
  if (!/^[A-Z][\w+-]*(\/[A-Z][\w+-]*)*$/.test(name)) return false;
  try {
    const { timeZone } = new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions();
    return timeZone === name || timeZone.toLowerCase() !== name.toLowerCase();
  } catch {
    return false;
  }
}

/** Every change of the clocks of `timeZone` in {@link YEARS}, in their order. */
export function clockChanges(timeZone: string): readonly ClockChange[] {
  const found = known.get(timeZone) ?? findChanges(timeZone);
  known.set(timeZone, found);
  return found;
}

function findChanges(timeZone: string): ClockChange[] {
  const format = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" });
  const offset = (minute: number) => minutesAhead(format.format(minute * MINUTE));
  const [first, last] = [YEARS.first, YEARS.last + 1].map((year) => Date.UTC(year, 0) / MINUTE);
  const changes: ClockChange[] = [];
  let before = offset(Number(first));
  for (let from = Number(first); from < Number(last); from += WEEK) {
    const after = offset(from + WEEK);
    if (after === before) continue;
    let [low, high] = [from, from + WEEK];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (offset(middle) === before) low = middle;
      else high = middle;
    }
    changes.push({ at: high, before, after });
    before = after;
  }
  return changes;
}

/** Reads `GMT-05:00` at the end of a formatted date; `GMT` alone is UTC. */
function minutesAhead(date: string): number {
  const [, sign, hours, minutes] = /GMT(?:([+-])(\d\d):(\d\d))?$/.exec(date) ?? [];
  if (sign === undefined) return 0;
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}
