import { z } from "zod";
import { isTimeZone } from "../time-zone";

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a 24-hour time such as "09:00"');
const instant = z.iso.datetime({ error: 'a UTC instant such as "2026-12-24T00:00:00Z"' });

const timeZone = z
  .string()
  .refine(isTimeZone, 'an IANA time zone such as "America/Toronto"')
  .default("America/Toronto");

/**
 * When a change may start (CI/CL-002 §16): inside an open window and outside every freeze.
 * Times of a window are local to `timeZone`; a freeze is given in UTC.
 */
export const calendar = z
  .strictObject({
    timeZone,
    open: z
      .array(
        z
          .strictObject({ days: z.array(z.enum(DAYS)).min(1), from: time, to: time })
          .refine(({ from, to }) => from < to, "a window that opens before it closes"),
      )
      .min(1)
      .default([{ days: ["Mon", "Tue", "Wed", "Thu"], from: "09:00", to: "16:00" }]),
    freezes: z
      .array(
        z
          .strictObject({ from: instant, to: instant, reason: z.string().min(1) })
          .refine(
            ({ from, to }) => Date.parse(from) < Date.parse(to),
            "a freeze that starts before it ends",
          ),
      )
      .default([]),
  })
  .describe("Open windows and freezes.");
