import { z } from "zod";
import { parse } from "../../../infra/problems";

type Inputs = Readonly<Record<string, unknown>>;

/** A resource as a plan leaves it. */
export interface PlannedResource {
  /** Pulumi type token. */
  readonly type: string;
  /** Logical name. */
  readonly name: string;
  /** Nothing where it is not there yet. */
  readonly before?: Inputs | undefined;
  /** Nothing where it is removed. */
  readonly after?: Inputs | undefined;
}

const inputs = z.record(z.string(), z.unknown());

/** What is read of a plan's file, as `pulumi preview --save-plan` writes it: what changes of each resource. */
const PLAN = z.object({
  resourcePlans: z.record(
    z.string(),
    z.object({
      goal: z
        .object({
          inputDiff: z
            .object({
              adds: inputs.nullish(),
              updates: inputs.nullish(),
              deletes: z.array(z.string()).nullish(),
            })
            .nullish(),
        })
        .nullish(),
      steps: z.array(z.string()).nullish(),
    }),
  ),
});

/** What is read of a state, as `pulumi stack export` prints it. */
const STATE = z.object({
  deployment: z.object({
    resources: z
      .array(z.object({ urn: z.string(), inputs: inputs.nullish(), delete: z.boolean().nullish() }))
      .nullish(),
  }),
});

/**
 * Every resource of a plan with its inputs before and after it.
 *
 * @param plan - JSON of the file that `pulumi preview --save-plan` writes
 * @param state - JSON of what `pulumi stack export` prints before the plan is applied
 * @throws {InvalidInput} if one of them is none
 */
export function plannedResources(plan: unknown, state: unknown): readonly PlannedResource[] {
  const { resourcePlans } = parse(PLAN, plan, "the plan");
  const { resources } = parse(STATE, state, "the state").deployment;
  const known = new Map(
    // What is only still to be deleted has a resource of the same URN in its place.
    (resources ?? [])
      .filter((each) => each.delete !== true)
      .map(({ urn, inputs: before }) => [urn, before ?? {}]),
  );
  return Object.entries(resourcePlans).map(([urn, { goal, steps }]) => {
    const before = known.get(urn);
    const { type, name } = partsOf(urn);
    const isGone = (steps ?? []).at(-1) === "delete" || goal === undefined || goal === null;
    if (isGone) return { type, name, before };
    const { adds, updates, deletes } = goal.inputDiff ?? {};
    const gone = new Set(deletes ?? []);
    const kept = Object.entries(before ?? {}).filter(([field]) => !gone.has(field));
    return { type, name, before, after: { ...Object.fromEntries(kept), ...adds, ...updates } };
  });
}

/** Type and logical name of a URN: `urn:pulumi:<stack>::<project>::<parents>$<type>::<name>`. */
function partsOf(urn: string): { readonly type: string; readonly name: string } {
  const [, , types = "", ...name] = urn.split("::");
  return { type: types.split("$").at(-1) ?? "", name: name.join("::") };
}
