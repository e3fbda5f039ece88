import { isEnvironment } from "../../infra/environments";
import { NAME_EXCEPTIONS } from "../../infra/naming/exceptions";
import { LIMITS, type Limit, type NamedType } from "../../infra/naming/limits";
import { serviceProblem, shorten } from "../../infra/naming/names";
import type { Settings } from "../../infra/settings/parse";
import { resourceRule } from "../support/rule";
import { at, type Props, UNKNOWN } from "../support/unknowns";

/**
 * A resource that has a physical name is given it, and it is `nc-<svc>-<env>-<component>`.
 *
 * Why: the name is how a person, an IAM policy and a bill tell whose resource it is. A name that
 * Pulumi makes up changes with each replacement, and is in no policy.
 *
 * Fix: give the type's name input `scope.name("<type>", "<component>")`.
 */
export const nameFollowsConvention = resourceRule({
  name: "name-follows-convention",
  description: "Physical names are nc-<svc>-<env>-<component>, within their type's limit.",
  applies: (type) => Object.hasOwn(LIMITS, type),
  check: ({ type, props }, settings) => nameProblems(type as NamedType, props, settings),
});

function* nameProblems(type: NamedType, props: Props, settings: Settings): Iterable<string> {
  const { property, max, pattern }: Limit = LIMITS[type];
  const name = props[property];
  const fix = `set it to scope.name("${type}", "<component>")`;
  if (name === UNKNOWN) return;
  if (typeof name !== "string" || isAutonamed(props, property)) {
    yield `${property} is not given, so Pulumi would make one up: ${fix}`;
    return;
  }
  if (exceptions(type).includes(name)) return;
  if (name.length > max)
    yield `${property} "${name}" is ${name.length} long, at most ${max}: ${fix}`;
  if (!pattern.test(name)) yield `${property} "${name}" does not match ${pattern}: ${fix}`;
  const wrong = conventionProblem(name, settings.environment);
  if (wrong === undefined || isShortened(name, max, props, settings)) return;
  yield `${property} "${name}" ${wrong}: ${fix}`;
}

/** Why `name` is not of the form `nc-<svc>-<env>-<component>`; else nothing. */
export function conventionProblem(name: string, environment: string): string | undefined {
  const [prefix, ...rest] = name.split("-");
  const place = rest.findIndex(isEnvironment);
  const service = rest.slice(0, place).join("-");
  if (prefix !== "nc" || place < 1 || rest.length === place + 1 || serviceProblem(service)) {
    return "is not nc-<svc>-<env>-<component>";
  }
  return rest[place] === environment
    ? undefined
    : `names ${rest[place]}, and this is ${environment}`;
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

function exceptions(type: NamedType): readonly string[] {
  return (NAME_EXCEPTIONS as Partial<Record<NamedType, readonly string[]>>)[type] ?? [];
}
