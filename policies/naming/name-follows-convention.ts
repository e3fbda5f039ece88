import { NAME_EXCEPTIONS } from "../../infra/naming/exceptions";
import { LIMITS, type Limit } from "../../infra/naming/limits";
import { shorten } from "../../infra/naming/names";
import { HOOK_PREFIX } from "../../infra/naming/workload-names";
import type { Settings } from "../../infra/settings/parse";
import { resourceRule } from "../support/rule";
import { at, type Props, UNKNOWN } from "../support/unknowns";
import { isTaggable } from "../tagging/taggable";
import { conventionProblem } from "./convention";
import { isNamedOtherwise } from "./named-otherwise";

const EXCEPTIONS: Readonly<Record<string, readonly string[]>> = NAME_EXCEPTIONS;

/** What AWS wants before some names of a type. */
const PREFIXES: Readonly<Record<string, string>> = {
  "aws:lambda/function:Function": HOOK_PREFIX,
};

/**
 * A resource that has a physical name is given it, and it is `nc-<svc>-<env>-<component>`.
 *
 * Why: the name is how a person, an IAM policy and a bill tell whose resource it is. A name that
 * Pulumi makes up changes with each replacement, and is in no policy.
 *
 * Fix: give the type's name input `context.name("<type>", "<component>")`. A type that is not in
 * `LIMITS` is judged too, by its input `name`, where it has one.
 */
export const nameFollowsConvention = resourceRule({
  name: "name-follows-convention",
  description: "Physical names are nc-<svc>-<env>-<component>, within their type's limit.",
  applies: (type) => limitOf(type) !== undefined || (isTaggable(type) && !isNamedOtherwise(type)),
  *check({ type, props }, settings) {
    const { property, max, pattern }: Limit = limitOf(type) ?? UNLISTED;
    const name = props[property];
    const fix = `set it to scope.name("${type}", "<component>")`;
    if (name === UNKNOWN) return;
    if (typeof name !== "string" || isAutonamed(props, property)) {
      if (limitOf(type) === undefined && name === undefined) return;
      yield `${property} is not given, so Pulumi would make one up: ${fix}`;
      return;
    }
    if (EXCEPTIONS[type]?.includes(name)) return;
    const is = `${property} "${name}"`;
    if (name.length > max) yield `${is} is ${name.length} long, at most ${max}: ${fix}`;
    if (!pattern.test(name)) yield `${is} does not match ${pattern}: ${fix}`;
    const prefix = PREFIXES[type] ?? "";
    const ours = name.startsWith(prefix) ? name.slice(prefix.length) : name;
    const wrong = conventionProblem(ours, settings.environment);
    if (wrong === undefined || isShortened(name, max, props, settings)) return;
    yield `${is} ${wrong}: ${fix}`;
  },
});

/** What is asked of a type of which nobody has looked up the limit. */
const UNLISTED: Limit = { property: "name", max: Number.POSITIVE_INFINITY, pattern: /./ };

function limitOf(type: string): Limit | undefined {
  return Object.hasOwn(LIMITS, type) ? (LIMITS as Record<string, Limit>)[type] : undefined;
}

/** Whether `name` is the full name of the tag `Name`, shortened so far that no environment is left. */
function isShortened(name: string, max: number, props: Props, { environment }: Settings): boolean {
  const full = at(props, "tags.Name");
  if (full === UNKNOWN) return true;
  return (
    typeof full === "string" &&
    conventionProblem(full, environment) === undefined &&
    name === shorten(full, max)
  );
}

/** Whether the provider filled the name in: it lists what it fills in under `__defaults`. */
function isAutonamed(props: Props, property: string): boolean {
  const defaults = props.__defaults;
  return Array.isArray(defaults) && defaults.includes(property);
}
