import type { PlatformFunctionName } from "../../../../infra/platform-functions";
import type { PlatformWorld } from "../platform-world";

/** One thing that a function does, from the event that it is called for to what there is outside afterwards. */
export interface Scenario {
  readonly component: PlatformFunctionName;
  /** Makes what there is before. */
  prepare(here: PlatformWorld): Promise<void> | void;
  /** Calls the function as its caller does, which tries again what fails. Answers what its caller is told, if it listens. */
  deliver(here: PlatformWorld): Promise<unknown>;
  /**
   * What there is outside.
   *
   * @param told - the last answer of `deliver`
   * @param mayRepeat - whether the function did not learn that it was heard, and may have said the same again
   */
  state(here: PlatformWorld, told: unknown, mayRepeat: boolean): Promise<unknown>;
  /** That, afterwards. */
  readonly expected: unknown;
  /** Whether its caller reads the answer, and nothing outside is another one afterwards. @default false */
  readonly onlyAnswers?: boolean;
}

/** Minutes that are long enough for Lambda's two further attempts. */
export const RETRIES = 4;
