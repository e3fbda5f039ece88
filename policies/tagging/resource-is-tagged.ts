import type { Settings } from "../../infra/settings/parse";
import { REQUIRED_TAGS } from "../../infra/tags";
import { conventionProblem } from "../naming/convention";
import { ciCl002 } from "../support/frameworks";
import { anyResourceRule } from "../support/rule";
import { isUnknown } from "../support/unknowns";
import { isTaggable, tagsOf } from "./taggable";

export const resourceIsTagged = anyResourceRule({
  name: "resource-is-tagged",
  description:
    "Taggable resources carry App, Service, Env, Owner, CostCenter, Compliance, Name and DataClass.",
  why: "The bill, the audit and the on-call engineer find a resource's owner by its tags alone.",
  remediationSteps: 'Set `tags` to `context.tags("<component>")`.',
  severity: "medium",
  framework: ciCl002("§17"),
  applies: isTaggable,
  *check({ props }, settings) {
    const tags = tagsOf(props);
    if (isUnknown(tags)) return;
    const problems = Object.keys(REQUIRED_TAGS).flatMap((tag) =>
      problemOf(tag as Tag, tags[tag], settings),
    );
    if (problems.length > 0) {
      yield problems.join("; ");
    }
  },
});

type Tag = keyof typeof REQUIRED_TAGS;

function problemOf(tag: Tag, value: unknown, { environment, dataClass }: Settings): string[] {
  if (isUnknown(value)) return [];
  if (typeof value !== "string") return [`tag ${tag} is missing`];
  const is = `tag ${tag} is "${value}"`;
  if (!REQUIRED_TAGS[tag].test(value)) return [`${is}, not ${REQUIRED_TAGS[tag]}`];
  if (tag === "Env" && value !== environment) return [`${is}, and this is ${environment}`];
  if (tag === "DataClass" && value !== dataClass)
    return [`${is}, and ${environment} holds ${dataClass}`];
  const wrong = tag === "Name" ? conventionProblem(value, environment) : undefined;
  return wrong === undefined ? [] : [`${is}, which ${wrong}`];
}
