/**
 * The digest of a task definition's image before the first release: no image has it, so that ECR can neither
 * store nor return one by it (docs/decisions/0008).
 */
export const NO_IMAGE = `sha256:${"0".repeat(64)}`;
