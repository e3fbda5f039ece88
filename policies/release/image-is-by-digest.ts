import { containersOf, NO_CONTAINERS, TASK_DEFINITION } from "../support/containers";
import { resourceRule } from "../support/rule";
import { UNKNOWN } from "../support/unknowns";

const FUNCTION = "aws:lambda/function:Function";

const BY_DIGEST = /^[^@\s]+@sha256:[0-9a-f]{64}$/;

/**
 * What runs is an image by its digest, sidecars included; in every environment, as dev rehearses
 * what stg and prod do (CI/CL-002 §8).
 *
 * Why: a tag is whatever somebody pushed last. What was tested, signed and approved is a digest.
 *
 * Fix: give `<repository>@sha256:<digest>`.
 */
export const imageIsByDigest = resourceRule({
  name: "image-is-by-digest",
  description: "Tasks and functions run images by digest, never by tag.",
  applies: (type) => type === TASK_DEFINITION || type === FUNCTION,
  *check({ type, props }) {
    if (type === FUNCTION) {
      const { imageUri } = props;
      if (imageUri !== undefined && !isByDigest(imageUri)) yield wrong("imageUri", imageUri);
      return;
    }
    const containers = containersOf(props);
    if (containers === UNKNOWN) return;
    if (containers === undefined) yield NO_CONTAINERS;
    for (const { label, props } of containers ?? []) {
      if (!isByDigest(props.image)) yield wrong(`image of ${label}`, props.image);
    }
  },
});

function isByDigest(image: unknown): boolean {
  return image === UNKNOWN || (typeof image === "string" && BY_DIGEST.test(image));
}

function wrong(field: string, image: unknown): string {
  return `${field} is ${image ?? "not given"}: give <repository>@sha256:<64 hex digits>`;
}
