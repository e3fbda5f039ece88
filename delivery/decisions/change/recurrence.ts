import { RRuleTemporal } from "rrule-temporal";

/** Periods of RFC 5545 in local time of a zone, as the settings' calendar has them. */
export interface Recurrence {
  /** IANA time zone. */
  readonly timeZone: string;
  /** Local start of the first one, such as `2026-01-05T09:00`. */
  readonly start: string;
  /** How long each lasts, such as `PT7H`: days follow the clock on the wall, hours are exact. */
  readonly duration: string;
  /** Rule of the others, such as `FREQ=WEEKLY;BYDAY=MO`. @default - there is one period only */
  readonly rule?: string;
}

/** From `from` on, and before `to`, in milliseconds since 1970. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

/** The periods in which `at` lies, or that begin after it up to `until`, in the order of their starts. */
export function periodsBetween(recurrence: Recurrence, at: number, until: number): Period[] {
  const { timeZone, start, duration, rule = "FREQ=DAILY;COUNT=1" } = recurrence;
  const first = `${start.replace(/[-:]/g, "")}00`;
  const starts = new RRuleTemporal({
    rruleString: `DTSTART;TZID=${timeZone}:${first}\nRRULE:${rule}`,
  });
  const earliest = starts.next(new Date(0), true);
  if (earliest === null) return [];
  // A day more than the longest that one can last, whatever the clocks did in it.
  const longest = earliest.add(duration).epochMilliseconds - earliest.epochMilliseconds + DAY;
  return starts
    .between(new Date(at - longest), new Date(until), true)
    .map((each) => ({
      from: each.epochMilliseconds,
      to: each.add(duration).epochMilliseconds,
    }))
    .filter(({ to }) => to > at);
}

const DAY = 24 * 60 * 60_000;
