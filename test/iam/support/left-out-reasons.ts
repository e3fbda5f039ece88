/**
 * Why an action of CloudFormation's list is not asked for:
 * - `unless`: inputs of the provider's resource, of which the plan sets none (a test looks);
 * - `because`: the provider does not call it, and where that is written;
 * - neither: the service authorization reference has no such action (a test looks).
 */
export interface LeftOut {
  /** Words, each an action with its service. */
  readonly actions: string;
  /** Words, each the name of an input. */
  readonly unless?: string;
  readonly because?: string;
}

export const OWN_RESOURCE =
  "CloudFormation makes it a part; the provider's index of resources has it as one of its own, and the plan has none.";
