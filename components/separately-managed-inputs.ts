/**
 * Inputs of a resource that another resource of the program sets, by type. The parent ignores them:
 * a refresh reads them back into the parent, at times in another form than they were sent, and the
 * parent would take away what the other resource has set.
 *
 * Source: the provider's documentation of each input, which names the other resource ("It is
 * preferred to use ...", "Use the resource ... instead", "do not use in conjunction with").
 */
const SEPARATELY_MANAGED_INPUTS = {
  /** `iam.RolePolicy`, `iam.RolePolicyAttachment` */
  "aws:iam/role:Role": ["inlinePolicies", "managedPolicyArns"],
  /** `vpc.SecurityGroupIngressRule`, `vpc.SecurityGroupEgressRule` */
  "aws:ec2/securityGroup:SecurityGroup": ["egress", "ingress"],
  /**
   * `s3.BucketLifecycleConfiguration`, `s3.BucketObjectLockConfiguration`, `s3.BucketPolicy`,
   * `s3.BucketReplicationConfig`, `s3.BucketServerSideEncryptionConfiguration`, `s3.BucketVersioning`
   */
  "aws:s3/bucket:Bucket": [
    "lifecycleRules",
    "objectLockConfiguration",
    "policy",
    "replicationConfiguration",
    "serverSideEncryptionConfiguration",
    "versioning",
  ],
  /** `sns.TopicPolicy` */
  "aws:sns/topic:Topic": ["policy"],
  /** `sqs.QueuePolicy`, `sqs.RedriveAllowPolicy`, `sqs.RedrivePolicy` */
  "aws:sqs/queue:Queue": ["policy", "redriveAllowPolicy", "redrivePolicy"],
} as const;

/** The `ignoreChanges` of a resource of `type`: inputs that other resources of the program set. */
export function separatelyManagedInputs(type: keyof typeof SEPARATELY_MANAGED_INPUTS): string[] {
  return [...SEPARATELY_MANAGED_INPUTS[type]];
}
