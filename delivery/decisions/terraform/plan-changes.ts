import { z } from "zod";
import { type Frozen, formatProblem, InvalidInput, parse } from "../../../infra/problems";

/** What Terraform does to one resource. */
const ACTIONS = ["no-op", "create", "read", "update", "delete", "forget"] as const;

/** Those that change it by themselves. */
const KINDS = ["create", "update", "delete", "forget"] as const;

/**
 * `terraform show -json` of a plan, as far as it is read (Terraform, "JSON Output Format", format 1.x). Fields
 * that are not read are ignored: later minor versions of the format may add some.
 */
const planJson = z.object({
  format_version: z.string().regex(/^1\.\d+$/, "a version 1.x of the format"),
  resource_changes: z
    .array(
      z.object({
        address: z.string(),
        change: z.object({ actions: z.array(z.enum(ACTIONS)).min(1) }),
      }),
    )
    .default([]),
});

/** `terraform show -json` of a state, as far as it is read. */
const stateModule = z.object({
  resources: z
    .array(z.object({ address: z.string(), tainted: z.boolean().default(false) }))
    .default([]),
  get child_modules(): z.ZodDefault<z.ZodArray<typeof stateModule>> {
    return z.array(stateModule).default([]);
  },
});
const stateJson = z.object({
  format_version: z.string().regex(/^1\.\d+$/, "a version 1.x of the format"),
  values: z.object({ root_module: stateModule }).optional(),
});

/** What a plan does to one resource. */
export type ChangeKind = (typeof KINDS)[number] | "replace";

/** One resource that a plan changes: its address, and never its values, which may be secret. */
export interface PlannedChange {
  readonly address: string;
  readonly kind: ChangeKind;
}

/**
 * What a plan changes, in the plan's order. Resources that stay as they are, and data that is read, are left out.
 *
 * @param json - of `terraform show -json <plan>`
 * @throws {InvalidInput} if it is none
 */
export function plannedChanges(json: unknown): readonly PlannedChange[] {
  const { resource_changes } = parse(planJson, json, "the plan");
  return resource_changes.flatMap(({ address, change: { actions } }): readonly PlannedChange[] => {
    if (actions.includes("delete") && actions.includes("create")) {
      return [{ address, kind: "replace" }];
    }
    const kind = KINDS.find((each) => actions.includes(each));
    return kind ? [{ address, kind }] : [];
  });
}

/**
 * Addresses of the resources whose creation failed half-way: Terraform calls them tainted.
 *
 * @param json - of `terraform show -json`
 * @throws {InvalidInput} if it is none
 */
export function failedResources(json: unknown): readonly string[] {
  const { values } = parse(stateJson, json, "the state");
  return values === undefined ? [] : taintedIn(values.root_module);
}

function taintedIn({ resources, child_modules }: Frozen<z.output<typeof stateModule>>): string[] {
  const own = resources.filter(({ tainted }) => tainted).map(({ address }) => address);
  return [...own, ...child_modules.flatMap(taintedIn)];
}

/**
 * Checks that a plan destroys exactly the resources that were asked for, and does nothing else.
 *
 * @throws {InvalidInput} that lists every other change, and every resource that it leaves
 */
export function checkDestroysOnly(
  changes: readonly PlannedChange[],
  addresses: readonly string[],
): void {
  const others = changes.filter(
    ({ address, kind }) => kind !== "delete" || !addresses.includes(address),
  );
  const left = addresses.filter((address) => !changes.some((each) => each.address === address));
  const problems = [
    ...others.map(({ address, kind }) =>
      formatProblem(address, kind, "no change: it was not named"),
    ),
    ...left.map((address) => formatProblem(address, "no change", "delete")),
  ];
  if (problems.length > 0) throw new InvalidInput("the plan", problems);
}
