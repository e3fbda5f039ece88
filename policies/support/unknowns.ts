import { isUnknownSentinel, UNKNOWN } from "../../infra/unknown";

export { UNKNOWN };

/**
 * The SDK's property that gives the object behind its proxy. The proxy throws when a sentinel is
 * read, and the SDK then skips the whole rule with a mere advice; a rule that reads the object
 * behind the proxy judges all that is known (`@pulumi/policy`, proxy.js).
 */
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
  if (isUnknownSentinel(value)) return UNKNOWN;
  if (Array.isArray(value)) return value.map(plain);
  if (!(value instanceof Object) || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]));
}
