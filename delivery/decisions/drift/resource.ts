import { z } from "zod";

/** One input of a resource that is not as the program has it. */
export const difference = z.strictObject({
  /** Path of the input, as the engine writes it: `a.b[0]`. */
  path: z.string(),
  /** What the program last asked for, as text. @default - it asked for nothing */
  program: z.string().optional(),
  /** What the account has, as text. @default - it has nothing there */
  account: z.string().optional(),
});

/** One input that differs. */
export type Difference = Readonly<z.output<typeof difference>>;

/** One resource that somebody changed or deleted since the program was applied. */
export interface DriftedResource {
  readonly urn: string;
  /** Pulumi type token, such as `aws:sqs/queue:Queue`. */
  readonly type: string;
  /** AWS's own id of it: an ARN, a URL, a name, by its type. */
  readonly id: string;
  readonly kind: "changed" | "deleted";
  /** Empty where it is deleted. */
  readonly differences: readonly Difference[];
  /** Names by which CloudTrail may know it, the most exact first. */
  readonly names: readonly string[];
  /** Region whose trail has its changes. @default - the environment's own */
  readonly region?: string | undefined;
  /** When the program last changed it, ISO 8601. @default - the state does not say */
  readonly appliedAt?: string | undefined;
}

/** A change of a resource, as AWS CloudTrail has it (CloudTrail guide, "CloudTrail record contents"). */
export const resourceChange = z.strictObject({
  /** ISO 8601, in UTC. */
  at: z.iso.datetime(),
  /** Name of the API call, such as `SetQueueAttributes`. */
  event: z.string(),
  /** ARN of who called, or the AWS service that did. */
  by: z.string(),
  /** Who stands behind a session, where its role asks for that. */
  sourceIdentity: z.string().optional(),
});

/** One change of a resource. */
export type ResourceChange = Readonly<z.output<typeof resourceChange>>;
