/** A value that a preview cannot know yet. */
export const UNKNOWN: unique symbol = Symbol("unknown");

/** Whether `value` is known down to its last part. */
export function isKnown(value: unknown): boolean {
  if (value === UNKNOWN) return false;
  return !(value instanceof Object) || Object.values(value).every(isKnown);
}
