import type { Settings } from "../../infra/settings/parse";
import { REQUIRED_TAGS } from "../../infra/tags";
import { conventionProblem } from "../naming/convention";
import { resourceRule } from "../support/rule";
import { type Props, UNKNOWN } from "../support/unknowns";
import { isTaggable } from "./taggable";

/**
 * Every resource that can carry tags carries those of CI/CL-002 §17, `Name` and `DataClass`.
 *
 * Why: the bill, the audit and the on-call engineer find a resource's owner by its tags alone.
 *
 * Fix: give it `tags: context.tags("<component>")`.
 */
export const resourceIsTagged = resourceRule({
  name: "resource-is-tagged",
  description:
    "Taggable resources carry App, Service, Env, Owner, CostCenter, Compliance, Name and DataClass.",
  applies: isTaggable,
  *check({ props }, settings) {
    const tags = tagsOf(props);
    if (tags === UNKNOWN) return;
    const problems = Object.keys(REQUIRED_TAGS).flatMap((tag) =>
      problemOf(tag as Tag, tags[tag], settings),
    );
    if (problems.length > 0) {
      yield `${problems.join("; ")}: set tags to scope.tags("<component>")`;
    }
  },
});

type Tag = keyof typeof REQUIRED_TAGS;

function problemOf(tag: Tag, value: unknown, { environment, dataClass }: Settings): string[] {
  if (value === UNKNOWN) return [];
  if (typeof value !== "string") return [`tag ${tag} is missing`];
  const is = `tag ${tag} is "${value}"`;
  if (!REQUIRED_TAGS[tag].test(value)) return [`${is}, not ${REQUIRED_TAGS[tag]}`];
  if (tag === "Env" && value !== environment) return [`${is}, and this is ${environment}`];
  if (tag === "DataClass" && value !== dataClass)
    return [`${is}, and ${environment} holds ${dataClass}`];
  const wrong = tag === "Name" ? conventionProblem(value, environment) : undefined;
  return wrong === undefined ? [] : [`${is}, which ${wrong}`];
}

/** Tags by key, whatever shape the type gives them. */
function tagsOf({ tags }: Props): Props | typeof UNKNOWN {
  if (tags === UNKNOWN) return UNKNOWN;
  if (!Array.isArray(tags)) return tags instanceof Object ? (tags as Props) : {};
  return Object.fromEntries(tags.map((each: Props) => [each.key, each.value]));
}
