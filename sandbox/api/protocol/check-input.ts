import { NormalizedSchema } from "@smithy/core/schema";
import { type Constraint, constraintsOf } from "../models/constraints";
import type { Operation } from "../operation";
import { ServiceError } from "../service-error";

/**
 * Refuses an input that AWS's model of the operation refuses.
 *
 * @param service - the name that the service signs with
 * @throws {ServiceError} that lists every problem, in AWS's words
 */
export function checkInput(service: string, { schema }: Operation, input: object): void {
  const problems = problemsOf(service, NormalizedSchema.of(schema[4]), input, "");
  if (problems.length === 0) return;
  const errors = problems.length === 1 ? "error" : "errors";
  const message = `${problems.length} validation ${errors} detected: ${problems.join("; ")}`;
  throw new ServiceError("ValidationException", message);
}

function problemsOf(
  service: string,
  schema: NormalizedSchema,
  value: unknown,
  path: string,
): string[] {
  if (value === undefined || value === null) return [];
  if (schema.isStructSchema()) return problemsOfStructure(service, schema, value, path);
  const isCollection = schema.isListSchema() || schema.isMapSchema();
  if (!isCollection || !(value instanceof Object)) return [];
  const member = schema.getValueSchema();
  return entriesOf(value).flatMap(([key, each]) =>
    problemsOf(service, member, each, `${path}.${key}.member`),
  );
}

function problemsOfStructure(
  service: string,
  schema: NormalizedSchema,
  value: unknown,
  path: string,
): string[] {
  if (!(value instanceof Object)) return [`Value at '${path}' failed: a structure is expected`];
  const required = requiredMembers(schema);
  const constraints = constraintsOf(service, schema.getName() ?? "");
  return Object.entries(schema.getMemberSchemas()).flatMap(([name, member]) => {
    const own = Reflect.get(value, name);
    const at = path === "" ? lowerFirst(name) : `${path}.${lowerFirst(name)}`;
    if (own === undefined || own === null) {
      if (!required.has(name)) return [];
      return [`Value null at '${at}' failed to satisfy constraint: Member must not be null`];
    }
    const constraint = constraints[name];
    return [
      ...(constraint ? brokenBy(constraint, own, at) : []),
      ...problemsOf(service, member, own, at),
    ];
  });
}

/** What of a constraint a value breaks. */
function brokenBy(constraint: Constraint, value: unknown, at: string): string[] {
  const { min, max, pattern, values, of } = constraint;
  const broken: string[] = [];
  const refuse = (want: string) =>
    broken.push(
      `Value '${typeof value === "object" ? JSON.stringify(value) : value}' at '${at}' ` +
        `failed to satisfy constraint: Member must ${want}`,
    );
  const [size, what] = sizeOf(value);
  if (size !== undefined && min !== undefined && size < min) {
    refuse(`have ${what} greater than or equal to ${min}`);
  }
  if (size !== undefined && max !== undefined && size > max) {
    refuse(`have ${what} less than or equal to ${max}`);
  }
  if (typeof value === "string") {
    if (values && !values.includes(value)) {
      refuse(`satisfy enum value set: [${values.join(", ")}]`);
    }
    if (pattern !== undefined && !new RegExp(`^(?:${pattern})$`, "u").test(value)) {
      refuse(`satisfy regular expression pattern: ${pattern}`);
    }
  }
  const inner = of && value instanceof Object ? entriesOf(value) : [];
  return [
    ...broken,
    ...inner.flatMap(([key, each]) => (of ? brokenBy(of, each, `${at}.${key}.member`) : [])),
  ];
}

function sizeOf(value: unknown): [size: number | undefined, what: string] {
  if (typeof value === "number") return [value, "value"];
  if (typeof value === "string" || Array.isArray(value)) return [value.length, "length"];
  return [undefined, ""];
}

/** Values of a list by number from 1, or of a map by key. */
function entriesOf(value: object): [key: string, value: unknown][] {
  return Array.isArray(value)
    ? value.map((each, index) => [String(index + 1), each])
    : Object.entries(value);
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
