import * as pulumi from "@pulumi/pulumi";

/** The digest of no image: nothing hashes to it, so nothing can ever be pulled, or pushed, by it. */
const NOTHING = `sha256:${"0".repeat(64)}`;

/** How many tasks run before the first release: there is nothing that they could run. */
export const FIRST_COUNT = 0;

/**
 * The image of a task definition as the program registers it: the workload's own repository, by
 * the digest of nothing. A release registers a revision of it with its own digest
 * (docs/decisions/0008).
 */
export function placeholderImage(repositoryUrl: pulumi.Input<string>): pulumi.Output<string> {
  return pulumi.interpolate`${repositoryUrl}@${NOTHING}`;
}
