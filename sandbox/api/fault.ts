import { z } from "zod";

/** How a call fails. */
const FAULTS = ["throttling", "server-error", "time-out", "expired-credentials"] as const;

/** Calls that fail, as somebody says it. */
export const FAULT = z.strictObject({
  fault: z.enum(FAULTS),
  /** Which calls: `*`, or what the service signs with and the operation, such as `ecs:UpdateService`. */
  operation: z.string().min(1),
  /** How many calls. */
  times: z.int().min(1).default(1),
  /** Whether the call is carried out before its answer is lost. */
  afterwards: z.boolean().default(false),
});

/** Calls that fail. */
export type Fault = z.output<typeof FAULT>;
