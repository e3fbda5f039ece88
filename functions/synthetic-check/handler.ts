import { failureOf, stepsOf } from "./check";
import { readParameters } from "./environment";
import { send } from "./request";

/** The check loads no page, so there is nothing to take a picture of. */
const NO_SCREENSHOTS = {
  screenshotOnStepStart: false,
  screenshotOnStepSuccess: false,
  screenshotOnStepFailure: false,
} as const;

/**
 * One run of a canary. It takes every step, whatever the outcome of those before it. It succeeds only
 * if every step is known to have succeeded, and throws otherwise, which is how a canary fails.
 */
export async function handler(): Promise<void> {
  const { baseUrl, checks, limitMs, library, identity } = readParameters(process.env);
  const synthetics = loadSynthetics(library);
  const failures: string[] = [];

  for (const step of stepsOf(baseUrl, checks)) {
    let failure: string | undefined = `${step.name}: did not run`;
    const action = async () => {
      failure = failureOf(step, await send(step, limitMs, identity));
      if (failure !== undefined) throw new Error(failure);
    };
    await synthetics.executeStep(step.name, action, NO_SCREENSHOTS).catch((error) => {
      failure ??= `${step.name}: ${error}`;
    });
    if (failure !== undefined) failures.push(failure);
  }
  if (failures.length > 0) throw new Error(failures.join("; "));
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
