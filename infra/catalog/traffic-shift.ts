import { z } from "zod";
import { durationWithin } from "./values";

/** How production traffic is moved to a new version. */
export const traffic = z
  .strictObject({
    type: z.enum(["canary", "linear"]).default("canary"),
    /** Share of the first step (canary), or of each (linear). */
    percent: z.int().min(1).max(50).default(10),
    /** Time between steps. Alarms look at three minutes, and see a bad canary in that time. */
    interval: durationWithin("1 minute", "2 days", "1 minute").prefault("3 minutes"),
  })
  .prefault({});
