import {
  type Answer,
  failureOf,
  STEPS,
  type Step,
  type StepName,
  type Steps,
  stepsOf,
  verdictOf,
} from "./check";
import { type Parameters, readParameters } from "./environment";
import { send } from "./request";

/**
 * How often a request is made at most while several shapes are served: a release shifts a part of the traffic
 * first, and of two revisions with other paths each answers only its part. With a tenth shifted, the old one is
 * missed in one run of a thousand for each step, and not in one of ten.
 */
const TRIES = 3;

/** The check loads no page, so there is nothing to take a picture of. */
const NO_SCREENSHOTS = {
  screenshotOnStepStart: false,
  screenshotOnStepSuccess: false,
  screenshotOnStepFailure: false,
} as const;

/**
 * One run of a canary. It takes every step, whatever the outcome of those before it. It succeeds only
 * if every step is known to have succeeded for one set of checks, and throws otherwise, which is how a
 * canary fails. A step of the runtime fails only in a run that does.
 */
export async function handler(): Promise<void> {
  const parameters = readParameters(process.env);
  const synthetics = loadSynthetics(parameters.library);
  const failures: string[] = [];
  let left: readonly Steps[] = parameters.checks.map((each) => stepsOf(parameters.baseUrl, each));

  for (const name of STEPS) {
    let failure: string | undefined = `${name}: did not run`;
    const action = async () => {
      ({ left, failure } = verdictOf(await ask(name, left, parameters)));
      if (failure !== undefined) throw new Error(failure);
    };
    await synthetics.executeStep(name, action, NO_SCREENSHOTS).catch((error) => {
      failure ??= `${name}: ${error}`;
    });
    if (failure !== undefined) failures.push(failure);
  }
  if (failures.length > 0) throw new Error(failures.join("; "));
}

/** Takes the step `name` of every set at once, so that it is no longer with more of them; what is equal, once. */
function ask(name: StepName, sets: readonly Steps[], parameters: Parameters): Promise<Answer[]> {
  const asked = new Map<string, Promise<string | undefined>>();
  const failed = (steps: Steps) => {
    const step = steps[name];
    const key = JSON.stringify(step);
    const failure = asked.get(key) ?? lastFailureOf(step, parameters);
    asked.set(key, failure);
    return failure;
  };
  return Promise.all(sets.map(async (steps) => ({ steps, failure: await failed(steps) })));
}

/** Why `step` failed each time that it was taken; nothing where it succeeded once. */
async function lastFailureOf(
  step: Step,
  { checks, limitMs, identity }: Parameters,
): Promise<string | undefined> {
  let failure: string | undefined;
  for (let left = checks.length > 1 ? TRIES : 1; left > 0; left--) {
    failure = failureOf(step, await send(step, limitMs, identity));
    if (failure === undefined) return undefined;
  }
  return failure;
}

/** The part of the CloudWatch Synthetics library that the check uses. */
interface Synthetics {
  /** Runs `action` as a step: times it, and counts it in the canary's metrics by `name`. */
  executeStep(
    name: string,
    action: () => Promise<void>,
    config: typeof NO_SCREENSHOTS,
  ): Promise<unknown>;
}

/**
 * The library named `library`, which only the runtime has. `@aws/synthetics-puppeteer` is the object
 * itself, and `@aws/synthetics-core` has it as a property.
 */
function loadSynthetics(library: string): Synthetics {
  const found = require(library) as Synthetics & { readonly synthetics?: Synthetics };
  return found.synthetics ?? found;
}
