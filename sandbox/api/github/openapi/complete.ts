import { z } from "zod";
import { description, type JsonSchema } from "./description";

const SHAPE = z.object({
  $ref: z.string().optional(),
  type: z.string().optional(),
  nullable: z.boolean().optional(),
  format: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
  required: z.array(z.string()).default([]),
  properties: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
  allOf: z.array(z.record(z.string(), z.unknown())).optional(),
  anyOf: z.array(z.record(z.string(), z.unknown())).optional(),
  oneOf: z.array(z.record(z.string(), z.unknown())).optional(),
});

/** Text of a required member that the sandbox does not model, by format. */
const TEXTS: Readonly<Record<string, string>> = {
  uri: "https://api.github.com/",
  "date-time": "2026-01-01T00:00:00Z",
  email: "nobody@example.com",
};

/**
 * An answer with every member that GitHub always sends: what is `known`, and for the rest the plainest value that
 * GitHub's description allows (`null`, an empty text, `false`, 0).
 *
 * @param name - a schema of GitHub's description, such as `issue`
 * @throws {Error} if the table has no such schema
 */
export function complete<Known extends object>(
  name: string,
  known: Known,
): Known & Record<string, unknown> {
  const schema = description().schemas[name];
  if (!schema) throw new Error(`GitHub's description has no schema ${name}`);
  const { required, properties } = resolved(schema);
  const missing = required.filter((key) => !Object.hasOwn(known, key));
  const plain = missing.map((key) => [key, plainest(properties[key] ?? {})]);
  return { ...Object.fromEntries(plain), ...known };
}

function plainest(schema: JsonSchema): unknown {
  const { type, nullable, format, enum: values, required, properties } = resolved(schema);
  if (nullable || type === "null") return null;
  if (values) return values[0];
  switch (type) {
    case "array":
      return [];
    case "boolean":
      return false;
    case "integer":
    case "number":
      return 0;
    case "object":
      return Object.fromEntries(required.map((key) => [key, plainest(properties[key] ?? {})]));
    default:
      return TEXTS[format ?? ""] ?? "";
  }
}

/** A schema without references: of several that are allowed, `null` or else the first. */
function resolved(schema: JsonSchema): z.output<typeof SHAPE> {
  const shape = SHAPE.parse(schema);
  const { $ref, nullable, allOf, anyOf, oneOf } = shape;
  if (nullable) return shape;
  const several = allOf ?? anyOf ?? oneOf ?? [];
  const first = several.find((each) => each.type === "null") ?? several[0];
  if ($ref) return resolved(description().schemas[$ref.split("/").at(-1) ?? ""] ?? {});
  return first && !shape.type ? resolved(first) : shape;
}
