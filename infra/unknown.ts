/** Stands for a value that only `pulumi up` can know, such as the ARN of a key not yet created. */
export const UNKNOWN: unique symbol = Symbol("unknown until up");

/** What the engine sends for an unknown string. */
export const UNKNOWN_STRING = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/**
 * What the engine sends in place of a value that it does not know, one for each kind of value.
 * Source: pulumi/pulumi, sdk/go/common/resource/plugin/rpc.go.
 */
const SENTINELS: ReadonlySet<unknown> = new Set([
  UNKNOWN_STRING,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** Whether the engine sent `value` in place of one that it does not know. */
export function isUnknownSentinel(value: unknown): boolean {
  return SENTINELS.has(value);
}

/** Whether anything in `value`, at any level, is {@link UNKNOWN}. */
export function hasUnknown(value: unknown): boolean {
  if (value instanceof Object) return Object.values(value).some(hasUnknown);
  return value === UNKNOWN;
}
