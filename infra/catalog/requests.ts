import { z } from "zod";
import { durationWithin } from "./values";

/** What must hold of a workload that answers requests. */
export const slo = z.strictObject({
  /** 95th percentile of the response time. */
  p95: durationWithin("1 ms", "60 seconds", "1 ms"),
  /** Share of good requests over 30 days, in percent, below 100. */
  availability: z.number().min(90).max(99.999),
  /** Whether requests keep coming in stg and prod, so that none at all is a breach. */
  expectsTraffic: z.boolean().default(true),
});

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

/** Path that a synthetic test asks, below the workload's root, where the catalog names none. */
export const HEALTH = "healthz";
export const READINESS = "readyz";

export const path = z.string().regex(/^\/[\w./-]*$/, 'a path such as "/healthz"');

/** The one transaction that a synthetic test makes from end to end (CI/CL-002 §13). */
export const happyPath = z.strictObject({
  method: z.enum(["GET", "POST", "PUT"]).default("GET"),
  path,
  /** JSON text of the request. */
  body: z.string().optional(),
  /** Status that is a success. */
  status: z.int().min(200).max(299).default(200),
});
