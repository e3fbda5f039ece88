import { z } from "zod";
import type { Frozen } from "../problems";

const time = z.iso.datetime({
  error: 'a time in UTC without fractions such as "2026-11-27T14:00:00Z"',
  precision: 0,
});
const text = z.string().trim().min(1, "a text");

/** The time in which break-glass is open, for whom, and why: a reviewed commit opens it. */
export const breakGlassWindow = z.strictObject({
  from: time,
  /** At most `breakGlassMinutes` after `from`. */
  until: time,
  /** Source identities of the people: user names, or what the identity provider sets. */
  who: z
    .array(z.string().regex(/^[\w+=,.@-]{2,64}$/, "a source identity of STS, 2 to 64 characters"))
    .min(1, "at least one person"),
  /** Id of the incident or change, such as `INC-1234`. */
  ticket: z.string().regex(/^[A-Z][A-Z0-9]*-\d+$/, "the id of a ticket such as INC-1234"),
  reason: text,
});

/** Who may ever use break-glass, how they show a second factor, and the window that is open (§14). */
export const breakGlass = z
  .strictObject({
    /** ARNs of users or roles of this account from which people come. */
    principals: z
      .array(
        z
          .string()
          .regex(
            /^arn:aws:iam::\d{12}:(user|role)\/[\w+=,.@/-]+$/,
            "the ARN of a user or role, without wildcards",
          ),
      )
      .default([]),
    /** `device`: a user's MFA device; else the session tag that the identity provider sets with MFA. */
    mfa: z
      .union([z.literal("device"), z.strictObject({ tag: text, value: text })])
      .default("device"),
    window: breakGlassWindow.optional(),
  })
  .prefault({})
  .describe("Break-glass (§14): from where, second factor, and the window that is open, if any.");

export type BreakGlass = Frozen<z.output<typeof breakGlass>>;
export type BreakGlassWindow = NonNullable<BreakGlass["window"]>;

/** Whether a window goes with the other settings; what is wrong by itself is left to its schema. */
export function checkBreakGlass(
  given: unknown,
  { accountId, minutes }: { readonly accountId: unknown; readonly minutes: unknown },
  wrong: (path: PropertyKey[], message: string) => void,
): void {
  const read = breakGlass.safeParse(given);
  if (!read.success || typeof minutes !== "number") return;
  const { principals, window: open } = read.data;
  principals.forEach((arn, index) => {
    if (typeof accountId === "string" && arn.split(":")[4] !== accountId) {
      wrong(["breakGlass", "principals", index], `a user or role of ${accountId}`);
    }
  });
  if (!open) return;
  if (principals.length === 0) {
    wrong(["breakGlass", "principals"], "at least one where a window is open");
  }
  const lasts = (Date.parse(open.until) - Date.parse(open.from)) / 60_000;
  if (!(lasts > 0 && lasts <= minutes)) {
    wrong(["breakGlass", "window", "until"], `up to ${minutes} minutes after from`);
  }
}
