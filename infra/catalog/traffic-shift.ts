import { z } from "zod";
import { durationWithin } from "./values";

/** How production traffic is moved to a new version. */
export const traffic = z
  .strictObject({
    type: z.enum(["canary", "linear"]).default("canary"),
    /** Share of the first step (canary), or of each (linear). */
    percent: z.int().min(1).max(50).default(10),
    /** Time between steps. */
    interval: durationWithin("1 minute", "2 days", "1 minute").prefault("5 minutes"),
  })
  .prefault({});
