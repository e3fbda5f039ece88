import { isDeepStrictEqual } from "node:util";
import { UNKNOWN } from "../../infra/unknown";
import type { Properties } from "../cloud/record";
import { SIGNATURE } from "./wire";

/** One property, at any depth, that is to change. */
export interface Change {
  /** Its path as the engine writes it, such as `tags.Env` or `statements[0].effect`. */
  readonly path: string;
  /** The input that it is a part of. */
  readonly property: string;
  readonly kind: "add" | "delete" | "update";
}

/**
 * What changes between two sets of inputs, deepest first known: nothing where both mean the same,
 * as two spellings of one JSON document do. What is not known yet is a change.
 */
export function changesOf(olds: Properties, news: Properties): Change[] {
  return keysOf(olds, news)
    .filter((property) => !property.startsWith("__"))
    .flatMap((property) =>
      compare(step("", property), olds[property], news[property]).map((change) => ({
        ...change,
        property,
      })),
    );
}

function compare(path: string, before: unknown, after: unknown): Omit<Change, "property">[] {
  const old = before ?? undefined;
  const now = after ?? undefined;
  if (now === UNKNOWN) return [{ path, kind: old === undefined ? "add" : "update" }];
  if (same(old, now)) return [];
  if (old === undefined) return [{ path, kind: "add" }];
  if (now === undefined) return [{ path, kind: "delete" }];
  if (Array.isArray(old) && Array.isArray(now)) {
    return [...Array(Math.max(old.length, now.length)).keys()].flatMap((index) =>
      compare(`${path}[${index}]`, old[index], now[index]),
    );
  }
  if (isRecord(old) && isRecord(now)) {
    return keysOf(old, now).flatMap((key) => compare(step(path, key), old[key], now[key]));
  }
  return [{ path, kind: "update" }];
}

function same(old: unknown, now: unknown): boolean {
  if (isDeepStrictEqual(old, now)) return true;
  if (typeof old === "string" && typeof now === "string") {
    const [before, after] = [document(old), document(now)];
    return before !== undefined && isDeepStrictEqual(before, after);
  }
  // Two assets: their hash is all that matters of them.
  if (isRecord(old) && isRecord(now) && SIGNATURE in old && SIGNATURE in now) {
    return old.hash !== undefined && old.hash === now.hash;
  }
  return false;
}

/** The JSON object or array that `text` is; nothing if it is none. */
function document(text: string): object | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as object;
  } catch {
    return undefined;
  }
}

function step(path: string, key: string): string {
  if (!/^[A-Za-z_][\w-]*$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === "" ? key : `${path}.${key}`;
}

function keysOf(one: object, other: object): string[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].sort();
}

function isRecord(value: unknown): value is Properties {
  return value instanceof Object && !Array.isArray(value);
}
