import { z } from "zod";
import { isSameName, LOGIN } from "../github/names";
import type { Rule } from "./kind";

const DAY_MS = 86_400_000;

/** Days that SQS keeps a message at most (SQS API, SetQueueAttributes, MessageRetentionPeriod). */
const MESSAGE_DAYS = 14;

const day = z.iso.date("a day such as 2027-01-31");
const login = z.string().regex(LOGIN, "the login of a GitHub user");

/**
 * The state of a workload that is given up (docs/decisions/0026): it takes no new work and stops, and
 * what it holds is kept, without protection, until its entry is removed.
 */
export const retired = z
  .strictObject({
    /** The day from which it is retired. */
    since: day,
    /** The first day on which its entry may be removed, which deletes what it holds. */
    keepUntil: day,
    /** Who agreed: two people, by their GitHub logins. */
    agreed: z.strictObject({
      /** Of the team that owns it. */
      owner: login,
      /** Who approved it. */
      approver: login,
    }),
    /** Why, such as the id of a ticket. */
    reason: z.string().min(1).max(1024),
    /** The workload that takes its traffic over in the same update. @default - nothing does */
    replacedBy: z.string().optional(),
  })
  .optional();

/** Two people agree, and what is in a queue outlives its senders. */
export const RETIREMENT: Rule<{ retired?: z.output<typeof retired> }> = {
  needs: ["retired"],
  findings({ retired }) {
    if (!retired) return [];
    const { since, keepUntil, agreed } = retired;
    const least = dayAfter(since, MESSAGE_DAYS);
    return [
      isSameName(agreed.owner, agreed.approver) && {
        path: ["retired", "agreed", "approver"],
        want: "somebody other than agreed.owner",
      },
      keepUntil < least && {
        path: ["retired", "keepUntil"],
        want: `${least} or later, as a message is kept ${MESSAGE_DAYS} days at most`,
      },
    ];
  },
};

/** `days` after `date`; both as `YYYY-MM-DD`, so that they compare as texts. */
export function dayAfter(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);
}
