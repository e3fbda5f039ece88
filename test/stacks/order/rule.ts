import type { PlannedResource } from "../../support/plan-graph";

/** An order that AWS forces, or that keeps a resource from being used before it is complete. */
export interface OrderRule {
  /** Completes "<type> is created after …". */
  readonly after: string;
  /** Type of the resource that comes later. */
  readonly type: string;
  /** What has to be there first, found by what the later resource names in its inputs. */
  readonly first: (later: PlannedResource, plan: Plan) => readonly PlannedResource[];
  /** How many pairs the plan of the test has: a rule that finds nothing proves nothing. */
  readonly pairs: number;
  /** Where AWS says so, or what would happen otherwise. */
  readonly source: string;
}

/** A whole plan, and how its resources are found. */
export class Plan {
  constructor(readonly resources: readonly PlannedResource[]) {}

  /** Every resource of a type, or those that name `value` in the input `key`. */
  of(type: string, key?: string, value?: unknown): PlannedResource[] {
    return this.resources.filter(
      (each) => each.type === type && (key === undefined || each.inputs[key] === value),
    );
  }

  /** The inline policy that a role has from the start; it has the name of its role. */
  policyOf(roleArn: string): PlannedResource[] {
    const [, role] = roleArn.split(":role/");
    return this.of("aws:iam/rolePolicy:RolePolicy", "role", role).filter(
      ({ inputs }) => inputs.name === role,
    );
  }

  /** The function that an ARN or a name means, with or without an alias. */
  functionOf(text: string): PlannedResource[] {
    return this.of("aws:lambda/function:Function", "name", nameOf(text));
  }
}

function nameOf(text: string): string {
  const parts = text.split(":");
  return parts.length > 1 ? (parts[6] ?? "") : text;
}

/** The texts at a path of inputs, such as `rules.*.destination.bucket`. */
export function texts(value: unknown, path: string): string[] {
  const [key = "", ...rest] = path === "" ? [] : path.split(".");
  if (key === "") return typeof value === "string" ? [value] : [];
  if (!(value instanceof Object)) return [];
  const below = key === "*" ? Object.values(value) : [Reflect.get(value, key)];
  return below.flatMap((each) => texts(each, rest.join(".")));
}
