import { containersOf, NO_CONTAINERS } from "../support/containers";
import { ciCl002 } from "../support/frameworks";
import { resourceRule } from "../support/rule";
import { isUnknown } from "../support/unknowns";

const BY_DIGEST = /^[^@\s]+@sha256:[0-9a-f]{64}$/;

export const imageIsByDigest = resourceRule({
  name: "image-is-by-digest",
  description: "Tasks, sidecars included, and functions run images by digest, never by tag.",
  why:
    "A tag is whatever somebody pushed last. What was tested, signed and approved is a digest, and dev " +
    "rehearses what stg and prod do.",
  remediationSteps: "Give `<repository>@sha256:<64 hex digits>`.",
  severity: "critical",
  framework: ciCl002("§15"),
  types: ["aws:ecs/taskDefinition:TaskDefinition", "aws:lambda/function:Function"],
  *check({ type, props }) {
    if (type === "aws:lambda/function:Function") {
      if (props.imageUri !== undefined) yield* problemOf("imageUri", props.imageUri);
      return;
    }
    const containers = containersOf(props);
    if (isUnknown(containers)) return;
    if (containers === undefined) yield NO_CONTAINERS;
    for (const { label, definition } of containers ?? []) {
      yield* problemOf(`image of ${label}`, definition.image);
    }
  },
});

function* problemOf(field: string, image: unknown): Iterable<string> {
  if (isUnknown(image) || (typeof image === "string" && BY_DIGEST.test(image))) return;
  yield `${field} is ${image ?? "not given"}: name it by digest`;
}
