import { fail, pass, type Verdict } from "../../delivery/decisions/verdict";
import { failureOf, type Outcome, type Step } from "../synthetic-check/check";

/** How often all steps are taken at most, and the wait in between in milliseconds: some five minutes at the longest. */
const ATTEMPTS = 6;
const INTERVAL = 10_000;

/** Takes a step of a version that has no traffic yet. */
export type Ask = (step: Step) => Promise<Outcome>;

/**
 * Takes all steps, in their order, until all of one attempt succeed: what has just started may need some time.
 *
 * @param sleep - waits, in milliseconds
 */
export async function takeSteps(
  steps: readonly Step[],
  ask: Ask,
  sleep: (milliseconds: number) => Promise<void>,
): Promise<Verdict> {
  for (let attempt = 1; ; attempt++) {
    const failures: string[] = [];
    for (const step of steps) {
      const failure = failureOf(step, await ask(step));
      if (failure !== undefined) failures.push(failure);
    }
    const [first, ...others] = failures;
    if (first === undefined) return pass(...steps.map(({ name }) => `${name} succeeded`));
    if (attempt === ATTEMPTS) return fail(first, ...others);
    await sleep(INTERVAL);
  }
}
