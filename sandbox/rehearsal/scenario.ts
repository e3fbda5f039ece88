import type { PartName } from "./end/acceptance/criteria";
import type { Stage } from "./stage";
import type { TakeStep } from "./steps";

/** One story that a rehearsal tells, step by step. */
export interface Scenario {
  /** In kebab-case. */
  readonly name: string;
  /** What it shows, as a sentence. */
  readonly title: string;
  /** Parts of CI/CL-002 §20 that it shows: at the end there is evidence of each. @default - none */
  readonly shows?: readonly PartName[];
  run(stage: Stage, step: TakeStep): Promise<void>;
}
