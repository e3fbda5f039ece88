/** Releases of a workload that are kept: images with a tag `vX.Y.Z`, whatever other tags they have. */
const RELEASES = 20;

/** Builds of a workload's commits that are kept: images with a tag `sha-<7>` and no release's. */
const COMMITS = 50;

/** Versions of a mirrored image that are kept: as many as a rollback of any workload may need. */
const MIRRORED = 10;

/**
 * The lifecycle policy of a workload's repository, as JSON text. What a rollback goes back to
 * survives: an image that the first rule matches is out of the second's reach (ECR user guide,
 * "Lifecycle policies").
 *
 * No rule takes untagged images. Signatures, attestations and SBOMs are untagged, as are the parts
 * of a multi-platform image and what was promoted by digest, and their age says nothing of their
 * use. ECR itself deletes an image's signatures, attestations and SBOMs with the image. Nor does one take the lists of
 * these (`sha256-<hex>`), where a client keeps them by tag: their age says nothing either, and `sha-*` does not match them.
 */
export function workloadImageLifecycle(): string {
  return lifecyclePolicy([
    { description: `Keep the last ${RELEASES} releases`, tags: "v*", count: RELEASES },
    { description: `Keep the last ${COMMITS} builds of commits`, tags: "sha-*", count: COMMITS },
  ]);
}

/** The lifecycle policy of a mirrored image's repository, as JSON text. */
export function mirroredImageLifecycle(): string {
  return lifecyclePolicy([
    { description: `Keep the last ${MIRRORED} versions`, tags: "*", count: MIRRORED },
  ]);
}

interface Rule {
  readonly description: string;
  /** Pattern of the tags of the images that the rule counts. */
  readonly tags: string;
  /** Images that are kept, newest first. */
  readonly count: number;
}

function lifecyclePolicy(rules: readonly Rule[]): string {
  return JSON.stringify({
    rules: rules.map(({ description, tags, count }, index) => ({
      rulePriority: index + 1,
      description,
      selection: {
        tagStatus: "tagged",
        tagPatternList: [tags],
        countType: "imageCountMoreThan",
        countNumber: count,
      },
      action: { type: "expire" },
    })),
  });
}
