/** The digest of an image: `digit` sixty-four times. */
export const digestOf = (digit: string) => `sha256:${digit.repeat(64)}`;

/** The revision that the ARN of a task definition ends with. */
export const revisionIn = (arn: unknown) => Number(/\d+$/.exec(String(arn))?.[0]);
