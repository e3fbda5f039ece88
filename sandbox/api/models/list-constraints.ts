import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { z } from "zod";
import { SERVICES } from "../services";
import type { Constraint, Constraints } from "./constraints";

/** Folder of a service among botocore's models, where it is not the name that the service signs with. */
const FOLDERS: Readonly<Record<string, string>> = {
  elasticloadbalancing: "elbv2",
  monitoring: "cloudwatch",
};

const SHAPE = z.object({
  type: z.string(),
  members: z.record(z.string(), z.object({ shape: z.string() })).optional(),
  member: z.object({ shape: z.string() }).optional(),
  value: z.object({ shape: z.string() }).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  pattern: z.string().optional(),
  enum: z.array(z.string()).optional(),
});

const MODEL = z.object({
  operations: z.record(z.string(), z.object({ input: z.object({ shape: z.string() }).optional() })),
  shapes: z.record(z.string(), SHAPE),
});

type Model = z.output<typeof MODEL>;

/**
 * What AWS's models say of the inputs of every operation that is served.
 *
 * @param data - botocore's folder of models
 */
export function listConstraints(data: string): Constraints {
  return Object.fromEntries(
    Object.entries(SERVICES).map(([name, { operations }]) => {
      const model = readModel(join(data, FOLDERS[name] ?? name));
      const inputs = [...operations.keys()].map((each) => model.operations[each]?.input?.shape);
      return [
        name,
        constraintsOf(
          model,
          inputs.filter((each) => each !== undefined),
        ),
      ];
    }),
  );
}

/** A service's newest model: its folder has one for each version of the API. */
function readModel(folder: string): Model {
  const newest = readdirSync(folder).sort().at(-1);
  if (newest === undefined) throw new Error(`${folder} has no model`);
  const file = join(folder, newest, "service-2.json.gz");
  return MODEL.parse(JSON.parse(gunzipSync(readFileSync(file)).toString()));
}

function constraintsOf({ shapes }: Model, inputs: readonly string[]) {
  const found: Record<string, Record<string, Constraint>> = {};
  const seen = new Set<string>();
  const visit = (name: string): void => {
    const shape = shapes[name];
    if (!shape || seen.has(name)) return;
    seen.add(name);
    for (const [member, { shape: target }] of Object.entries(shape.members ?? {})) {
      const constraint = constraintOf(target);
      if (constraint) found[name] = { ...found[name], [member]: constraint };
      visit(target);
    }
    if (shape.member) visit(shape.member.shape);
    if (shape.value) visit(shape.value.shape);
  };
  const constraintOf = (name: string, depth = 0): Constraint | undefined => {
    const { min, max, pattern, enum: values, member, value, type } = shapes[name] ?? {};
    const inner = member ?? value;
    const of = inner && depth < 2 ? constraintOf(inner.shape, depth + 1) : undefined;
    const constraint: Constraint = {
      ...(min !== undefined && type !== "blob" && { min }),
      ...(max !== undefined && type !== "blob" && { max }),
      ...(pattern !== undefined && isPattern(pattern) && { pattern }),
      ...(values && { values }),
      ...(of && { of }),
    };
    return Object.keys(constraint).length > 0 ? constraint : undefined;
  };
  for (const each of inputs) visit(each);
  return found;
}

/** Whether a pattern of the models, which are Java's, says something here too. */
function isPattern(pattern: string): boolean {
  if (pattern === ".*" || pattern === "[\\s\\S]*") return false;
  try {
    return new RegExp(pattern, "u") !== undefined;
  } catch {
    return false;
  }
}
