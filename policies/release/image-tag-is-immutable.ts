import { resourceRule } from "../support/rule";
import { type Props, UNKNOWN, valuesAt } from "../support/unknowns";

const KINDS = ["IMMUTABLE", "IMMUTABLE_WITH_EXCLUSION"];

/** Tags that name what was built, once and for all (CI/CL-002 §15). */
const RELEASES = ["sha-*", "v*"];

/**
 * A tag of an image repository that names a commit or a release stays with its image.
 *
 * Why: what was tested in stg is what is deployed to prod only if nobody can push another image
 * under the same tag.
 *
 * Fix: set `imageTagMutability` to `IMMUTABLE`, or to `IMMUTABLE_WITH_EXCLUSION` with filters for
 * tags that are no build's.
 */
export const imageTagIsImmutable = resourceRule({
  name: "image-tag-is-immutable",
  description: "ECR tags sha-* and v* cannot be moved to another image.",
  applies: (type) => type === "aws:ecr/repository:Repository",
  *check({ props }) {
    const kind = props.imageTagMutability;
    if (kind === UNKNOWN) return;
    if (typeof kind !== "string" || !KINDS.includes(kind)) {
      yield `imageTagMutability is ${kind ?? "not given"}: set it to ${KINDS.join(" or ")}`;
      return;
    }
    for (const filter of exclusions(props)) {
      const hit = RELEASES.filter((tags) => overlap(filter, tags));
      if (hit.length === 0) continue;
      yield `imageTagMutabilityExclusionFilters has ${filter}, which lets ${hit.join(" and ")} ` +
        "be moved: exclude only tags that are no build's";
    }
  },
});

function exclusions(props: Props): string[] {
  return valuesAt(props, "imageTagMutabilityExclusionFilters.*.filter").filter(
    (each) => typeof each === "string",
  );
}

/** Whether some text matches both patterns, in which `*` is any text. */
function overlap(one: string, other: string): boolean {
  if (one === "" || other === "") return `${one}${other}`.replaceAll("*", "") === "";
  if (one.startsWith("*")) return overlap(one.slice(1), other) || overlap(one, other.slice(1));
  if (other.startsWith("*")) return overlap(other, one);
  return one[0] === other[0] && overlap(one.slice(1), other.slice(1));
}
