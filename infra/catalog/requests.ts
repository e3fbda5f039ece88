import { z } from "zod";
import { wanting } from "../problems";
import type { Finding } from "./kind";
import { requestPathProblem } from "./paths";
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

/** More availability than AWS promises for what a workload runs on cannot be kept. */
export function availabilityFinding(
  { availability }: Pick<z.output<typeof slo>, "availability">,
  most: number,
  what: string,
): Finding | false {
  return (
    availability > most && {
      path: ["slo", "availability"],
      want: `at most ${most}, which is what AWS promises for ${what}`,
    }
  );
}

/** Path that a synthetic test asks, below the workload's root, where the catalog names none. */
export const HEALTH = "healthz";
export const READINESS = "readyz";

/** Longest path of a target group's health check (Elastic Load Balancing API, CreateTargetGroup). */
const TARGET_MAX = 1024;

/** The path of a request, and its query. */
export const path = z.string().max(TARGET_MAX).superRefine(wanting(requestPathProblem));

/** The one transaction that a synthetic test makes from end to end (CI/CL-002 §13). */
export const happyPath = z.strictObject({
  method: z.enum(["GET", "POST", "PUT"]).default("GET"),
  path,
  /** JSON text of the request; a `GET` has none. */
  body: z.string().refine(isJson, "JSON text").optional(),
  /** Status that is a success. */
  status: z.int().min(200).max(299).default(200),
});

/** A request with a body has a method that sends it: `fetch` refuses a `GET` with one. */
export function bodyFinding(request?: z.output<typeof happyPath>): Finding | false {
  return (
    request?.body !== undefined &&
    request.method === "GET" && {
      path: ["checks", "happyPath", "body"],
      want: 'no body, or "POST" or "PUT" as method',
    }
  );
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
