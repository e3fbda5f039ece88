import type { Stage } from "./stage";
import type { TakeStep } from "./steps";

/** One story that a rehearsal tells, step by step. */
export interface Scenario {
  /** In kebab-case. */
  readonly name: string;
  /** What it shows, as a sentence. */
  readonly title: string;
  run(stage: Stage, step: TakeStep): Promise<void>;
}
