import type { Checks } from "../../infra/catalog/shape";

/** The steps of one run, in order: health comes first, so that its failure is reported first. */
export const STEPS = ["health", "readiness", "happy-path"] as const;

export type StepName = (typeof STEPS)[number];

/** One request, and the status that its answer must have. */
export interface Step {
  readonly name: StepName;
  readonly method: string;
  readonly url: string;
  /** JSON text. @default - the request has no body */
  readonly body?: string;
  /** Expected HTTP status. */
  readonly status: number;
}

/** What one set of checks asks in each step. */
export type Steps = Readonly<Record<StepName, Step>>;

/** The HTTP status of the answer, or why there is no answer. */
export type Outcome = { readonly status: number } | { readonly failure: string };

/** The request that `checks` makes of the workload at `baseUrl` in each step. */
export function stepsOf(baseUrl: string, { health, readiness, happyPath }: Checks): Steps {
  const get = (name: StepName, path: string): Step => ({
    name,
    method: "GET",
    url: `${baseUrl}${path}`,
    status: 200,
  });
  const { method, path, body, status } = happyPath;
  const url = `${baseUrl}${path}`;
  return {
    health: get("health", health),
    readiness: get("readiness", readiness),
    "happy-path": {
      name: "happy-path",
      method,
      url,
      status,
      ...(body !== undefined && { body }),
    },
  };
}

/** Why `step` failed; nothing where it succeeded. */
export function failureOf({ name, method, url, status }: Step, outcome: Outcome) {
  const request = `${name}: ${method} ${url}`;
  if ("failure" in outcome) return `${request} ${outcome.failure}: expected ${status}`;
  if (outcome.status === status) return undefined;
  return `${request} answered ${outcome.status}: expected ${status}`;
}

/** What one step of a set of checks came to. */
export interface Answer {
  readonly steps: Steps;
  /** Why the step failed. @default - it succeeded */
  readonly failure?: string | undefined;
}

/** How a step ended, over all sets of checks that were asked in it. */
export interface Verdict {
  /** The sets that the next step asks. */
  readonly left: readonly Steps[];
  /** Why the step failed: each request's reason, once. @default - it succeeded */
  readonly failure?: string;
}

/**
 * A step succeeds where it does for one set, and the next step asks those sets alone for which it did: so all
 * steps succeed only where all those of one set do, and never by a mix of two. Where a step fails for every set,
 * the next one asks them all the same, to say what else is wrong.
 */
export function verdictOf(answers: readonly Answer[]): Verdict {
  const good = answers.filter(({ failure }) => failure === undefined);
  if (good.length > 0) return { left: good.map(({ steps }) => steps) };
  const failures = answers.flatMap(({ failure }) => failure ?? []);
  return { left: answers.map(({ steps }) => steps), failure: [...new Set(failures)].join("; ") };
}
