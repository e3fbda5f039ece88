/** The part of the CloudWatch Synthetics library that the test uses. */
export interface Synthetics {
  /** Runs `action` as a step: times it, and counts it in the canary's metrics by `name`. */
  executeStep(name: string, action: () => Promise<void>, config: StepConfig): Promise<unknown>;
}

/** What a step overrides of the canary's configuration. */
export interface StepConfig {
  readonly screenshotOnStepStart: boolean;
  readonly screenshotOnStepSuccess: boolean;
  readonly screenshotOnStepFailure: boolean;
}

/**
 * The library named `library`, which is in the runtime and nowhere else: `@aws/synthetics-puppeteer`
 * is the object itself, and `@aws/synthetics-core` holds it.
 */
export function loadSynthetics(library: string): Synthetics {
  const found = require(library) as Synthetics & { readonly synthetics?: Synthetics };
  return found.synthetics ?? found;
}
