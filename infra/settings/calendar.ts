import { RRuleTemporal } from "rrule-temporal";
import { z } from "zod";
import type { Frozen } from "../problems";
import { clockChanges, isTimeZone } from "../time-zone";

const timeZone = z
  .string()
  .refine(isTimeZone, 'an IANA time zone such as "America/Toronto"')
  .default("America/Toronto");

/** Local time without seconds; `calendar` says in which zone. */
const start = z.iso.datetime({
  local: true,
  precision: -1,
  error: 'a local time such as "2026-01-05T09:00"',
});

/** RFC 5545, section 3.3.6: days follow the clock on the wall, hours are exact. */
const duration = z
  .string()
  .regex(
    /^P(?!$)(\d+W|(\d+D)?(T(?=\d)(\d+H)?(\d+M)?)?)$/,
    'a duration of RFC 5545 such as "PT7H" or "P17D"',
  )
  .refine((text) => /[1-9]/.test(text), "a duration above zero");

const RULE = 'a recurrence rule of RFC 5545 such as "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH"';
/** A rule of days at least: one of hours or less has too many periods to look through. */
const rule = z.string().regex(/^FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;[A-Z]+=[A-Z0-9,+-]+)*$/, RULE);

const freeze = z.strictObject({
  start,
  duration,
  rule: rule.optional(),
  reason: z.string().min(1),
});

/**
 * When a change may start (CI/CL-002 §16): inside a window and outside every freeze. Both are periods
 * of RFC 5545 in local time of `timeZone`: the first one's start, how long each lasts, and the rule of
 * those after it.
 */
export const calendar = z
  .strictObject({
    timeZone,
    /** When standard and normal changes may start. */
    windows: z
      .array(z.strictObject({ start, duration, rule }))
      .min(1)
      .default([
        { start: "2026-01-05T09:00", duration: "PT7H", rule: "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH" },
      ]),
    /** When none may start but an emergency; a freeze without a rule is once. */
    freezes: z.array(freeze).default([]),
    /** SSM Change Calendars that must be open too, by the names of their documents. */
    documents: z
      .array(
        z
          .string()
          .regex(
            /^nc-platform-(dev|stg|prod)-[a-z0-9-]{1,100}$/,
            'the name of a document that deploy roles may read, such as "nc-platform-prod-holidays"',
          ),
      )
      .default([]),
  })
  .superRefine((read, context) => {
    if (!isTimeZone(read.timeZone)) return;
    for (const key of ["windows", "freezes"] as const) {
      read[key].forEach((period, index) => {
        const wrong = (field: string, message: string) =>
          context.addIssue({ code: "custom", path: [key, index, field], message });
        if (Number.isNaN(Date.parse(`${period.start}Z`))) return;
        if (isSkipped(period.start, read.timeZone)) {
          wrong("start", `a time of day that the clocks of ${read.timeZone} never skip`);
        }
        const problem = ruleProblem(period, read.timeZone);
        if (problem !== undefined) wrong("rule", problem);
      });
    }
  })
  .describe("Windows and freezes of changes, as recurrence rules of RFC 5545.");

/** Windows and freezes, checked and frozen. */
export type Calendar = Frozen<z.output<typeof calendar>>;

/**
 * Whether clocks that are put forward skip the time of day, in any year that is known: a rule ignores
 * such a day (RFC 5545, section 3.3.10), and a freeze would not be one.
 */
function isSkipped(start: string, timeZone: string): boolean {
  const [, hours, minutes] = /T(\d\d):(\d\d)/.exec(start) ?? [];
  const time = Number(hours) * 60 + Number(minutes);
  return clockChanges(timeZone).some(({ at, before, after }) => {
    const day = 24 * 60;
    const from = (((at + before) % day) + day) % day;
    return (time - from + day) % day < after - before;
  });
}

/** What is wrong of a rule. The library leaves out parts that it cannot read, so all are looked for. */
function ruleProblem(
  { start, rule = "FREQ=DAILY;COUNT=1" }: { readonly start: string; readonly rule?: string },
  timeZone: string,
): string | undefined {
  const first = `${start.replace(/[-:]/g, "")}00`;
  try {
    const read = new RRuleTemporal({
      rruleString: `DTSTART;TZID=${timeZone}:${first}\nRRULE:${rule}`,
    });
    const kept = read.toString().replace(/^.*\nRRULE:/, "");
    const parts = rule.split(";").filter((part) => part !== "INTERVAL=1");
    if (!parts.every((part) => kept.split(";").includes(part))) return RULE;
    if (read.next(new Date(0), true) === null) return "a rule of which there is a day";
    return undefined;
  } catch {
    return `${RULE}, of which there is a day`;
  }
}
