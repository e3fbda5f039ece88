import { NormalizedSchema } from "@smithy/core/schema";
import type { Operation } from "../operation";
import { ServiceError } from "../service-error";

/**
 * Refuses an input that AWS's model of the operation refuses.
 *
 * @throws {ServiceError} that lists every problem, in AWS's words
 */
export function checkInput({ schema }: Operation, input: object): void {
  const problems = problemsOf(NormalizedSchema.of(schema[4]), input, "");
  if (problems.length === 0) return;
  const errors = problems.length === 1 ? "error" : "errors";
  const message = `${problems.length} validation ${errors} detected: ${problems.join("; ")}`;
  throw new ServiceError("ValidationException", message);
}

function problemsOf(schema: NormalizedSchema, value: unknown, path: string): string[] {
  if (value === undefined || value === null) return [];
  if (schema.isStructSchema()) return problemsOfStructure(schema, value, path);
  if (schema.isListSchema() && Array.isArray(value)) {
    const member = schema.getValueSchema();
    return value.flatMap((each, index) => problemsOf(member, each, `${path}.${index + 1}.member`));
  }
  if (schema.isMapSchema() && value instanceof Object) {
    const member = schema.getValueSchema();
    return Object.entries(value).flatMap(([key, each]) =>
      problemsOf(member, each, `${path}.${key}.member`),
    );
  }
  return [];
}

function problemsOfStructure(schema: NormalizedSchema, value: unknown, path: string): string[] {
  if (!(value instanceof Object)) return [`Value at '${path}' failed: a structure is expected`];
  const required = requiredMembers(schema);
  return Object.entries(schema.getMemberSchemas()).flatMap(([name, member]) => {
    const own = Reflect.get(value, name);
    const at = path === "" ? lowerFirst(name) : `${path}.${lowerFirst(name)}`;
    if (required.has(name) && (own === undefined || own === null)) {
      return [`Value null at '${at}' failed to satisfy constraint: Member must not be null`];
    }
    return problemsOf(member, own, at);
  });
}

/** The SDK's models list required members first, and say how many there are. */
function requiredMembers(schema: NormalizedSchema): ReadonlySet<string> {
  const model = schema.getSchema();
  if (!Array.isArray(model) || model[0] !== 3) return new Set();
  const [, , , , members, , required = 0] = model;
  return new Set(members.slice(0, required));
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
