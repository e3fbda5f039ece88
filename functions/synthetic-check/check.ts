import type { WorkloadOf } from "../../infra/catalog/workload";

/** The synthetic checks of a workload: two paths, and one transaction end to end (CI/CL-002 §13). */
export type Checks = WorkloadOf<"service">["checks"];

/** One request, and the status that its answer must have. */
export interface Step {
  readonly name: "health" | "readiness" | "happy-path";
  readonly method: string;
  readonly url: string;
  /** JSON text. @default - the request has no body */
  readonly body?: string;
  /** Expected HTTP status. */
  readonly status: number;
}

/** The HTTP status of the answer, or why there is no answer. */
export type Outcome = { readonly status: number } | { readonly failure: string };

/** The steps of one run, in order: health comes first, so that its failure is reported first. */
export function stepsOf(baseUrl: string, { health, readiness, happyPath }: Checks): Step[] {
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

/** Why `step` failed; nothing where it succeeded. */
export function failureOf({ name, method, url, status }: Step, outcome: Outcome) {
  const request = `${name}: ${method} ${url}`;
  if ("failure" in outcome) return `${request} ${outcome.failure}: expected ${status}`;
  if (outcome.status === status) return undefined;
  return `${request} answered ${outcome.status}: expected ${status}`;
}
