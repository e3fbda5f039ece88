import * as pulumi from "@pulumi/pulumi";
import { NO_IMAGE } from "../../../infra/release/placeholder";

/** Number of tasks before the first release: no image exists that they could run. */
export const FIRST_COUNT = 0;

/**
 * The image of a task definition as the program registers it: the workload's own repository, by
 * a digest that no image has. A release registers a revision of it with its own digest
 * (docs/decisions/0008).
 */
export function placeholderImage(repositoryUrl: pulumi.Input<string>): pulumi.Output<string> {
  return pulumi.interpolate`${repositoryUrl}@${NO_IMAGE}`;
}
