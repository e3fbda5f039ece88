import { isUnknownSentinel } from "../../infra/unknown";

declare const BRAND: unique symbol;

/** The type of {@link UNKNOWN_INPUT}. */
export interface Unknown {
  readonly [BRAND]: true;
}

/**
 * Stands for a value that only `pulumi up` can know, such as the ARN of a key not yet created. Every
 * property of it is unknown too, and as a list it has one entry, which is unknown.
 */
export const UNKNOWN_INPUT = new Proxy(Object.create(null), {
  get(_, key): unknown {
    if (key === Symbol.iterator) return () => [UNKNOWN_INPUT][Symbol.iterator]();
    if (key === Symbol.toPrimitive) return () => "unknown until up";
    return typeof key === "symbol" ? undefined : UNKNOWN_INPUT;
  },
}) as Unknown;

/**
 * The SDK's property that gives the object behind its proxy. The proxy throws when an unknown value is
 * read, and the SDK then skips the whole rule with a mere advice; a rule that reads the object behind
 * it judges all that is known.
 */
const TARGET = "__getSpecialProxyTarget";

/** A resource's properties where its type is not known: each may be {@link UNKNOWN_INPUT}. */
export type Props = Readonly<Record<string, unknown>>;

/** What the engine sent, with {@link UNKNOWN_INPUT} in place of its sentinels at every level. */
export function readable(props: object): Props {
  return plain(Reflect.get(props, TARGET) ?? props) as Props;
}

export function isUnknown(value: unknown): value is Unknown {
  return value === UNKNOWN_INPUT;
}

/** Whether `value` is `wanted`, or cannot be known yet. */
export function equalsOrUnknown(value: unknown, wanted: unknown): boolean {
  return value === UNKNOWN_INPUT || value === wanted;
}

/** Whether anything in `value`, at any level, is {@link UNKNOWN_INPUT}. */
export function hasUnknownInput(value: unknown): boolean {
  if (value instanceof Object) return Object.values(value).some(hasUnknownInput);
  return value === UNKNOWN_INPUT;
}

/**
 * The entries of a list. Where the list is empty or not given, that is one entry that is not given:
 * a rule that asks a value of every entry reports that it is missing.
 */
export function each<T>(list: Iterable<T> | undefined): readonly (T | undefined)[] {
  const found = given(list);
  return found.length > 0 ? found : [undefined];
}

/** The entries of a list: none where it is not given, one unknown where the list is unknown. */
export function given<T>(list: Iterable<T> | undefined): readonly T[] {
  return typeof list?.[Symbol.iterator] === "function" ? [...list] : [];
}

/** Every text in `value`, at any level, and every key of an object. */
export function* stringsIn(value: unknown): Iterable<string> {
  if (typeof value === "string") yield value;
  if (!(value instanceof Object)) return;
  for (const [key, each] of Object.entries(value)) {
    if (!Array.isArray(value)) yield key;
    yield* stringsIn(each);
  }
}

function plain(value: unknown): unknown {
  if (isUnknownSentinel(value)) return UNKNOWN_INPUT;
  if (Array.isArray(value)) return value.map(plain);
  if (!(value instanceof Object) || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]));
}
