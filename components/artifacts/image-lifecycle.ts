/** How many images of each sort a repository keeps, newest first. */
export interface ImageRetention {
  /** Releases: images with a tag `vX.Y.Z`, whatever other tags they have. */
  readonly releases: number;
  /** Builds of single commits: images with a tag `sha-<7>` and no release's. */
  readonly commits: number;
}

/**
 * A repository's lifecycle policy, as JSON text. What a rollback goes back to survives: an image
 * that the first rule matches is out of the second's reach (ECR user guide, Lifecycle policies).
 *
 * No rule takes untagged images. Signatures, attestations and SBOMs are untagged, as are the parts
 * of a multi-platform image and what was promoted by digest, and their age says nothing of their
 * use. ECR itself deletes an image's signatures, attestations and SBOMs with the image.
 */
export function imageLifecycle({ releases, commits }: ImageRetention): string {
  return JSON.stringify({
    rules: [
      keep(1, `Keep the last ${releases} releases`, "v*", releases),
      keep(2, `Keep the last ${commits} builds of commits`, "sha-*", commits),
    ],
  });
}

function keep(rulePriority: number, description: string, tags: string, countNumber: number) {
  return {
    rulePriority,
    description,
    selection: {
      tagStatus: "tagged",
      tagPatternList: [tags],
      countType: "imageCountMoreThan",
      countNumber,
    },
    action: { type: "expire" },
  };
}
