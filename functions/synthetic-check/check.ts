import type { WorkloadOf } from "../../infra/catalog/workload";

/** What is asked of a workload: paths, and one transaction from end to end (CI/CL-002 §13). */
export type Checks = WorkloadOf<"service">["checks"];

/** One request, and what its answer must be. */
export interface Step {
  readonly name: "health" | "readiness" | "happy-path";
  readonly method: string;
  readonly url: string;
  /** JSON text. */
  readonly body?: string;
  /** Status of a good answer. */
  readonly status: number;
}

/** How a request went: its answer's status, or why there is none. */
export type Outcome = { readonly status: number } | { readonly failure: string };

/** The steps, in order: an unhealthy workload is named as such before its transaction fails. */
export function plan(baseUrl: string, { health, readiness, happyPath }: Checks): Step[] {
  const get = (name: Step["name"], path: string): Step => ({
    name,
    method: "GET",
    url: `${baseUrl}${path}`,
    status: 200,
  });
  const { method, path, body, status } = happyPath;
  const url = `${baseUrl}${path}`;
  return [
    get("health", health),
    get("readiness", readiness),
    { name: "happy-path", method, url, status, ...(body !== undefined && { body }) },
  ];
}

/** What is wrong with how `step` went; nothing where it went well. */
export function wrongWith({ name, method, url, status }: Step, outcome: Outcome) {
  const asked = `${name}: ${method} ${url}`;
  if ("failure" in outcome) return `${asked} ${outcome.failure}: expected ${status}`;
  if (outcome.status === status) return undefined;
  return `${asked} answered ${outcome.status}: expected ${status}`;
}
