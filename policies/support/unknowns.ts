/** Stands for a value that only `pulumi up` can know, such as the ARN of a key not yet made. */
export const UNKNOWN: unique symbol = Symbol("unknown until up");

/**
 * What the engine sends for such a value, by type (`@pulumi/policy`, proxy.js). The SDK hands a
 * rule a proxy that throws when one of these is read, and then skips the whole rule with a mere
 * advice; a rule that reads the object behind the proxy judges all that is known.
 */
const SENTINELS: ReadonlySet<unknown> = new Set([
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** The SDK's property that gives the object behind its proxy. */
const TARGET = "__getSpecialProxyTarget";

/** A resource's properties, each known or {@link UNKNOWN}. */
export type Props = Readonly<Record<string, unknown>>;

/** What the engine sent, with {@link UNKNOWN} in place of its sentinels at every level. */
export function readable(props: object): Props {
  return plain(Reflect.get(props, TARGET) ?? props) as Props;
}

/** Whether anything in `value`, at any level, is {@link UNKNOWN}. */
export function hasUnknown(value: unknown): boolean {
  if (value instanceof Object) return Object.values(value).some(hasUnknown);
  return value === UNKNOWN;
}

/**
 * Every value at a dotted path, in which `*` stands for each entry of a list. A path that ends
 * early gives `undefined`, one that passes through {@link UNKNOWN} gives that.
 */
export function valuesAt(value: unknown, path: string): unknown[] {
  const [key = "", ...rest] = path.split(".");
  if (value === UNKNOWN) return [UNKNOWN];
  if (key === "*") {
    const entries = Array.isArray(value) && value.length > 0 ? value : [undefined];
    return rest.length === 0 ? entries : entries.flatMap((each) => valuesAt(each, rest.join(".")));
  }
  const found =
    value instanceof Object && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
  return rest.length === 0 ? [found] : valuesAt(found, rest.join("."));
}

/** The one value at a dotted path without `*`. */
export function at(value: unknown, path: string): unknown {
  return valuesAt(value, path)[0];
}

/** Whether `value` is `wanted`, or cannot be known yet. */
export function equalsOrUnknown(value: unknown, wanted: unknown): boolean {
  return value === UNKNOWN || value === wanted;
}

/** Every text in `value`, at any level. */
export function* stringsIn(value: unknown): Iterable<string> {
  if (typeof value === "string") yield value;
  if (!(value instanceof Object)) return;
  for (const [key, each] of Object.entries(value)) {
    if (!Array.isArray(value)) yield key;
    yield* stringsIn(each);
  }
}

function plain(value: unknown): unknown {
  if (SENTINELS.has(value)) return UNKNOWN;
  if (Array.isArray(value)) return value.map(plain);
  if (!(value instanceof Object) || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]));
}
