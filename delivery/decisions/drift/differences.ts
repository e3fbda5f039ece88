import { isDeepStrictEqual } from "node:util";
import { dottedPath, isIgnored } from "../../../infra/ignore-changes";
import type { EngineState } from "./refresh-preview";
import type { Difference } from "./resource";
import { shownValues } from "./shown-value";

/** Inputs that Pulumi keeps for itself: which values are a provider's defaults (pulumi/pulumi-terraform-bridge). */
const OWN = "__defaults";

/**
 * The inputs of a resource that differ, and that nothing else manages.
 *
 * @param paths - those that the engine names; none where it names only the resource
 */
export function differencesOf(
  old: EngineState,
  found: EngineState,
  paths: readonly string[],
): readonly Difference[] {
  const [before, after] = [old.inputs ?? {}, found.inputs ?? {}];
  const ignored = old.ignoreChanges ?? [];
  const all = paths.length > 0 ? paths : Object.keys({ ...before, ...after });
  return all
    .filter((path) => isInput(path, before, after) && !isIgnored(ignored, path))
    .filter((path) => !isOwn(path))
    .flatMap((path): Difference[] => {
      const [program, account] = [at(before, path), at(after, path)];
      const inner = ignored
        .map(dottedPath)
        .filter((each) => each.startsWith(`${dottedPath(path)}.`));
      const cut = (value: unknown) => without(value, inner, dottedPath(path));
      if (isDeepStrictEqual(cut(program), cut(account))) return [];
      const [shownProgram, shownAccount] = shownValues(path, program, account);
      const difference: { path: string; program?: string; account?: string } = { path };
      if (shownProgram !== undefined) difference.program = shownProgram;
      if (shownAccount !== undefined) difference.account = shownAccount;
      return [difference];
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Whether a path begins with an input: an output, such as a time of the last change, is nothing that was asked for. */
function isInput(path: string, ...inputs: readonly object[]): boolean {
  const [first = ""] = dottedPath(path).split(".");
  return inputs.some((each) => Object.hasOwn(each, first));
}

function isOwn(path: string): boolean {
  return dottedPath(path).split(".").includes(OWN);
}

/** The value at a path; keys may have dots in them, as those of tags have. */
function at(value: unknown, path: string): unknown {
  return keysOf(path).reduce<unknown>(
    (each, key) =>
      each instanceof Object && Object.hasOwn(each, key) ? Reflect.get(each, key) : undefined,
    value,
  );
}

/** The keys of a path: `a.b[0]["c.d"]` has `a`, `b`, `0` and `c.d`. */
function keysOf(path: string): readonly string[] {
  const parts = path.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[([^\]]*)\]|([^.[\]]+)/g);
  return [...parts].map(([, quoted, index, plain]) => {
    if (quoted !== undefined) return quoted.replaceAll(/\\(.)/g, "$1");
    return index ?? plain ?? "";
  });
}

/** A value without what lies at some dotted paths below it. */
function without(value: unknown, paths: readonly string[], here: string): unknown {
  if (paths.length === 0 || !(value instanceof Object)) return value;
  const kept = Object.entries(value)
    .map(([key, each]) => [key, each, `${here}.${key}`] as const)
    .filter(([, , path]) => !paths.includes(path))
    .map(([key, each, path]) => [key, without(each, paths, path)]);
  return Object.fromEntries(kept);
}
