import type { Calendar } from "../../../infra/settings/calendar";
import type { ChangeCalendarState } from "./calendar";
import { type Period, periodsBetween } from "./recurrence";

/** Whether a change may start now. */
export type StartDecision =
  | { readonly kind: "open"; readonly reason: string }
  | {
      readonly kind: "closed";
      readonly reasons: readonly [string, ...string[]];
      /** When it opens by what is known now, in milliseconds since 1970. @default - nobody knows */
      readonly opensAt?: number;
    };

/** How far ahead an opening is looked for: a window that comes once a year is found. */
const AHEAD = 400 * 24 * 60 * 60_000;

/**
 * Whether a standard or normal change may start at `now` (CI/CL-002 §16): in a window, outside every freeze, and
 * with every SSM Change Calendar open. A freeze beats a window.
 *
 * @param now - milliseconds since 1970
 */
export function mayStart(
  calendar: Calendar,
  changeCalendars: readonly ChangeCalendarState[],
  now: number,
): StartDecision {
  const { timeZone } = calendar;
  const until = now + AHEAD;
  const windows = calendar.windows.flatMap((each) =>
    periodsBetween({ timeZone, ...each }, now, until),
  );
  const freezes = calendar.freezes.flatMap(({ reason, ...each }) =>
    periodsBetween({ timeZone, ...each }, now, until).map(({ from, to }) => ({ from, to, reason })),
  );
  const closed = changeCalendars.filter(({ state }) => state !== "OPEN");
  const frozen = freezes.filter((each) => lies(now, each));
  const inWindow = windows.filter((each) => lies(now, each));
  const [first, ...others] = [
    ...frozen.map(
      ({ reason, to }) => `A freeze lasts until ${localTime(to, timeZone)}: ${reason}.`,
    ),
    ...(inWindow.length === 0 ? ["No window of the calendar is open."] : []),
    ...closed.map(({ name }) => `The change calendar ${name} is closed.`),
  ];
  if (first === undefined) {
    const end = Math.max(...inWindow.map(({ to }) => to));
    return { kind: "open", reason: `A window is open until ${localTime(end, timeZone)}.` };
  }
  const opensAt = opening(windows, freezes, closed, now);
  const opens =
    opensAt === undefined
      ? "Nobody knows when it opens: the calendar has no opening in the next 400 days, or AWS names none."
      : `It opens at ${localTime(opensAt, timeZone)}.`;
  const reasons = [first, ...others, opens] as const;
  return opensAt === undefined ? { kind: "closed", reasons } : { kind: "closed", reasons, opensAt };
}

/** The first moment from `now` on that lies in a window and in no freeze, with every calendar open. */
function opening(
  windows: readonly Period[],
  freezes: readonly Period[],
  closed: readonly ChangeCalendarState[],
  now: number,
): number | undefined {
  let at = now;
  for (const { nextTransitionAt } of closed) {
    if (nextTransitionAt === undefined || nextTransitionAt <= now) return undefined;
    at = Math.max(at, nextTransitionAt);
  }
  for (;;) {
    const frozen = freezes.filter((each) => lies(at, each));
    if (frozen.length > 0) {
      at = Math.max(...frozen.map(({ to }) => to));
      continue;
    }
    if (windows.some((each) => lies(at, each))) return at;
    const next = windows.map(({ from }) => from).filter((from) => from > at);
    if (next.length === 0) return undefined;
    at = Math.min(...next);
  }
}

/** A period's start belongs to it, and its end does not. */
function lies(at: number, { from, to }: Period): boolean {
  return from <= at && at < to;
}

/** Such as `2026-03-02 09:00 (America/Toronto)`. */
function localTime(at: number, timeZone: string): string {
  const text = new Date(at).toLocaleString("sv-SE", {
    timeZone,
    dateStyle: "short",
    timeStyle: "short",
  });
  return `${text} (${timeZone})`;
}
