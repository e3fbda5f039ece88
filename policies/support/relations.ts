import type { Planned } from "./rule";
import { UNKNOWN } from "./unknowns";

/**
 * Whether `value`, which the input `key` of `from` holds, is one of the `texts` that name `to`. A
 * value that only `up` can know is, if the input was made from `to`.
 */
export function names(
  from: Planned,
  key: string,
  value: unknown,
  to: Planned,
  texts: readonly unknown[],
): boolean {
  if (value === UNKNOWN) return from.madeFrom(key).includes(to.urn);
  return typeof value === "string" && texts.includes(value);
}
