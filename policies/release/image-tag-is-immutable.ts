import { ciCl002 } from "../support/frameworks";
import { resourceRule } from "../support/rule";
import { given, isUnknown } from "../support/unknowns";

const KINDS = ["IMMUTABLE", "IMMUTABLE_WITH_EXCLUSION"];

/** Tags that name what was built, once and for all (CI/CL-002 §15). */
const RELEASES = ["sha-*", "v*"];

export const imageTagIsImmutable = resourceRule({
  name: "image-tag-is-immutable",
  description: "ECR tags sha-* and v* cannot be moved to another image.",
  why: "If anybody can push another image under the same tag, prod may deploy what stg never tested.",
  remediationSteps:
    "Set `imageTagMutability` to `IMMUTABLE`, or to `IMMUTABLE_WITH_EXCLUSION` with filters for tags " +
    "that name no build.",
  severity: "high",
  framework: ciCl002("§15"),
  types: ["aws:ecr/repository:Repository"],
  *check({ props: { imageTagMutability: kind, imageTagMutabilityExclusionFilters: filters } }) {
    if (isUnknown(kind)) return;
    if (kind === undefined || !KINDS.includes(kind)) {
      yield `imageTagMutability is ${kind ?? "not given"}: set it to ${KINDS.join(" or ")}`;
      return;
    }
    for (const { filter } of given(filters)) {
      if (typeof filter !== "string") continue;
      const hit = RELEASES.filter((tags) => overlap(filter, tags));
      if (hit.length === 0) continue;
      yield `imageTagMutabilityExclusionFilters has ${filter}, which lets ${hit.join(" and ")} be moved`;
    }
  },
});

/** Whether some text matches both patterns, in which `*` is any text. */
function overlap(one: string, other: string): boolean {
  if (one === "" || other === "") return `${one}${other}`.replaceAll("*", "") === "";
  if (one.startsWith("*")) return overlap(one.slice(1), other) || overlap(one, other.slice(1));
  if (other.startsWith("*")) return overlap(other, one);
  return one[0] === other[0] && overlap(one.slice(1), other.slice(1));
}
