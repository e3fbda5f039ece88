import { LIMITS, type Limit } from "../../infra/naming/limits";
import { shorten } from "../../infra/naming/names";
import { NAME_EXCEPTIONS } from "../../infra/naming/platform-names";
import type { Settings } from "../../infra/settings/parse";
import { ciCl002 } from "../support/frameworks";
import { anyResourceRule } from "../support/rule";
import { isUnknown, type Props } from "../support/unknowns";
import { isTaggable, tagsOf } from "../tagging/taggable";
import { conventionProblem } from "./convention";

const EXCEPTIONS: Readonly<Record<string, readonly string[]>> = NAME_EXCEPTIONS;

/**
 * Types that take tags and whose input `name` is off the convention: a path, which
 * `path-follows-convention` judges, a domain name of the DNS, or a name that AWS or another system gives.
 */
const NAMED_BY_OTHER_RULES: ReadonlySet<string> = new Set([
  "aws:cloudwatch/logGroup:LogGroup",
  "aws:route53/zone:Zone",
  "aws:secretsmanager/secret:Secret",
  "aws:servicediscovery/httpNamespace:HttpNamespace",
  "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace",
  "aws:servicediscovery/publicDnsNamespace:PublicDnsNamespace",
  "aws:servicediscovery/service:Service",
  "aws:ssm/parameter:Parameter",
]);

export const nameFollowsConvention = anyResourceRule({
  name: "name-follows-convention",
  description: "Physical names are nc-<svc>-<env>-<component>, within their type's limit.",
  why:
    "The name is how a person, an IAM policy and a bill tell whose resource it is. A name that Pulumi " +
    "generates changes with each replacement, and is in no policy.",
  remediationSteps: 'Give the name input `context.name("<type>", "<component>")`.',
  severity: "medium",
  framework: ciCl002("§17"),
  applies: (type) =>
    limitOf(type) !== undefined || (isTaggable(type) && !NAMED_BY_OTHER_RULES.has(type)),
  *check({ type, props }, settings) {
    const { property, max, pattern }: Limit = limitOf(type) ?? UNLISTED;
    const name = props[property];
    if (isUnknown(name)) return;
    if (typeof name !== "string" || isAutonamed(props, property)) {
      if (limitOf(type) === undefined && name === undefined) return;
      yield `${property} is not given, so Pulumi would generate one`;
      return;
    }
    if (EXCEPTIONS[type]?.includes(name)) return;
    const is = `${property} "${name}"`;
    if (name.length > max) yield `${is} is ${name.length} long, at most ${max}`;
    if (!pattern.test(name)) yield `${is} does not match ${pattern}`;
    const wrong = conventionProblem(name, settings.environment);
    if (wrong === undefined || isShortened(name, max, props, settings)) return;
    yield `${is} ${wrong}`;
  },
});

/** The limit of a type that `LIMITS` does not have: it is judged by its input `name`, if it has one. */
const UNLISTED: Limit = { property: "name", max: Number.POSITIVE_INFINITY, pattern: /./ };

function limitOf(type: string): Limit | undefined {
  return Object.hasOwn(LIMITS, type) ? (LIMITS as Record<string, Limit>)[type] : undefined;
}

/** Whether `name` is the full name of the tag `Name`, shortened so far that no environment is left. */
function isShortened(name: string, max: number, props: Props, { environment }: Settings): boolean {
  const tags = tagsOf(props);
  const full = isUnknown(tags) ? tags : tags.Name;
  if (isUnknown(full)) return true;
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
