import type { Properties } from "./record";

/** Whether a value is given, be it known or not. */
export function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "";
}

/** The objects of a list, each with its index; none where the value is no list, or unknown. */
export function objectsIn(value: unknown): [index: number, object: Properties][] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((each, index): [number, Properties][] =>
    each instanceof Object ? [[index, each as Properties]] : [],
  );
}

/** The value if it is a known object, and no list; else `undefined`. */
export function objectOf(value: unknown): Properties | undefined {
  return value instanceof Object && !Array.isArray(value) ? (value as Properties) : undefined;
}

/** An input that is an object, or its JSON text; `undefined` where it is neither, or unknown. */
export function parseObject(value: unknown): Properties | "broken" | undefined {
  if (typeof value !== "string") return objectOf(value);
  try {
    return objectOf(JSON.parse(value)) ?? "broken";
  } catch {
    return "broken";
  }
}
