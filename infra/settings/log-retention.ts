import { z } from "zod";

/** Days that CloudWatch Logs can keep a log (PutRetentionPolicy, retentionInDays). */
const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288,
  3653,
];

/** How long every log group of an environment keeps its logs. */
export const logRetentionDays = z
  .int()
  .refine((days) => RETENTION_DAYS.includes(days), `one of ${RETENTION_DAYS.join(", ")}`)
  .default(365)
  .describe("How long logs are kept, in days; a value that CloudWatch Logs takes.");
