import { LIMITS } from "../../infra/naming/limits";

/**
 * Inputs that cannot change without a new resource, beside a type's name, by type.
 * Source: the "Forces new resource" marks of each type's reference, aws 7 and github 6.
 */
const IMMUTABLE: Readonly<Record<string, readonly string[]>> = {
  "aws:iam/role:Role": ["path"],
};

/** Of `properties`, those that a resource of `type` keeps for life. */
export function immutable(type: string, properties: readonly string[]): string[] {
  const fixed = [...(IMMUTABLE[type] ?? []), nameOf(type), "region"];
  return [...new Set(properties)].filter((property) => fixed.includes(property));
}

/** The input that carries a type's physical name; nothing where it has none. */
export function nameOf(type: string): string | undefined {
  return (LIMITS as Readonly<Record<string, { property: string }>>)[type]?.property;
}
