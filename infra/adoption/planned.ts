import { z } from "zod";
import { parse } from "../problems";

/** A resource that a plan creates. */
export interface Planned {
  /** Pulumi type token. */
  readonly type: string;
  /** Logical name. */
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** What is read of a plan's file, as `pulumi preview --save-plan` writes it. */
const plan = z.object({
  resourcePlans: z.record(
    z.string(),
    z.object({
      goal: z
        .object({
          type: z.string(),
          name: z.string(),
          custom: z.boolean(),
          inputDiff: z.object({ adds: z.record(z.string(), z.unknown()).optional() }),
        })
        .optional(),
      steps: z.array(z.string()).optional(),
    }),
  ),
});

/**
 * The resources that a plan creates, without components and providers.
 *
 * @param content - JSON of the file that `pulumi preview --save-plan` writes
 * @throws {InvalidInput} if it is no such file
 */
export function plannedCreations(content: unknown): Planned[] {
  const { resourcePlans } = parse(plan, content, "the plan");
  return Object.values(resourcePlans).flatMap(({ goal, steps = [] }) => {
    if (!goal?.custom || !steps.includes("create") || goal.type.startsWith("pulumi:")) return [];
    return [{ type: goal.type, name: goal.name, inputs: goal.inputDiff.adds ?? {} }];
  });
}
