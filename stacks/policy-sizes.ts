import * as pulumi from "@pulumi/pulumi";
import { formatProblem } from "../infra/problems";

/** Most characters of a policy, and whose quota that is. */
interface Quota {
  readonly max: number;
  /** What AWS says of it, and what to do. */
  readonly want: string;
  /** Input that names what shares the quota with other policies. @default - each has it alone */
  readonly sharedBy?: string;
}

/** IAM counts no white space. Sources: IAM user guide, S3, KMS and SQS developer guides, "Quotas". */
const QUOTAS: Readonly<Record<string, Quota>> = {
  "aws:iam/policy:Policy": {
    max: 6144,
    want: "IAM's quota for a managed policy; AWS does not raise it: split it in two",
  },
  "aws:iam/rolePolicy:RolePolicy": {
    max: 10_240,
    want: "IAM's quota for all inline policies of a role; AWS does not raise it: take links, grants, config or secrets away, or split the workload",
    sharedBy: "role",
  },
  "aws:s3/bucketPolicy:BucketPolicy": {
    max: 20_480,
    want: "S3's quota for a bucket's policy; AWS does not raise it: give a product accounts of its own",
  },
  "aws:kms/key:Key": {
    max: 32_768,
    want: "KMS's quota for a key's policy; AWS does not raise it: give a product accounts of its own",
  },
  "aws:sqs/queuePolicy:QueuePolicy": {
    max: 8192,
    want: "SQS's quota for a queue's policy; AWS does not raise it: let fewer workloads send to it",
  },
};

/**
 * Refuses a policy that is longer than AWS takes, with the words of the quota check. Its length is known
 * once it is written: in a preview, unless it contains what only AWS can say.
 *
 * To be given to every top-level component; children have it from their parents.
 */
export function policySizes(): pulumi.ResourceTransformation {
  const sizes = new PolicySizes();
  return ({ resource, type, name, props, opts }) => {
    const quota = QUOTAS[type];
    const text: pulumi.Input<unknown> = props.policy;
    if (!quota || text === undefined) return undefined;
    const owner: pulumi.Input<unknown> = quota.sharedBy ? props[quota.sharedBy] : name;
    const policy = pulumi.all([text, owner]).apply(([written, of]) => {
      const problem = sizes.problem({ type, name, of: `${of}`, written });
      // An error that is logged fails the preview or the update, and hides no other one.
      if (problem !== undefined) void pulumi.log.error(problem, resource);
      return written;
    });
    return { props: { ...props, policy }, opts };
  };
}

/** A policy that is written. */
interface WrittenPolicy {
  readonly type: string;
  /** Logical name of its resource. */
  readonly name: string;
  /** What has the policy, such as a role's name. */
  readonly of: string;
  /** The policy, as JSON text or as the object that the provider makes it of. */
  readonly written: unknown;
}

/** The sizes of the policies of one program. */
export class PolicySizes {
  /** By what has the policies: the size of each, by its resource. */
  private readonly known = new Map<string, Map<string, number>>();

  /** What is wrong once this policy is added to what it belongs to. */
  problem({ type, name, of, written }: WrittenPolicy): string | undefined {
    const quota = QUOTAS[type];
    if (!quota) return undefined;
    const sizes = this.known.get(`${type} ${of}`) ?? new Map<string, number>();
    this.known.set(`${type} ${of}`, sizes.set(name, sizeOf(written)));
    const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    if (total <= quota.max) return undefined;
    const want = `at most ${quota.max}, ${quota.want}`;
    return formatProblem(`policy of ${of}`, `${total} characters`, want);
  }
}

/** Characters of a policy as IAM counts them, without white space; the program writes none elsewhere either. */
function sizeOf(written: unknown): number {
  const text = typeof written === "string" ? written : JSON.stringify(written);
  return text.replace(/\s/g, "").length;
}
