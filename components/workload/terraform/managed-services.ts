import type { WorkloadOf } from "../../../infra/catalog/workload";
import type { Context } from "../../../infra/context";
import { platformKeyAlias } from "../../../infra/naming/platform-names";
import { onlyKeys, platformArns, workloadArns } from "../../identity/arns";
import { allow, type Statement } from "../../identity/statement";

type Manageable = WorkloadOf<"terraform">["manages"][number];

/** What managing a resource of each service takes: its shape, and never what it holds. */
const MANAGE: Record<Manageable, readonly string[]> = {
  dynamodb: [
    "CreateTable",
    "DeleteTable",
    "DescribeContinuousBackups",
    "DescribeTable",
    "DescribeTimeToLive",
    "ListTagsOfResource",
    "TagResource",
    "UntagResource",
    "UpdateContinuousBackups",
    "UpdateTable",
    "UpdateTimeToLive",
  ],
  events: [
    "DeleteRule",
    "DescribeRule",
    "DisableRule",
    "EnableRule",
    "ListTagsForResource",
    "ListTargetsByRule",
    "PutRule",
    "PutTargets",
    "RemoveTargets",
    "TagResource",
    "UntagResource",
  ],
  logs: [
    "AssociateKmsKey",
    "CreateLogGroup",
    "DeleteLogGroup",
    "DeleteRetentionPolicy",
    "ListTagsForResource",
    "PutRetentionPolicy",
    "TagResource",
    "UntagResource",
  ],
  s3: [
    "CreateBucket",
    "DeleteBucket",
    "DeleteBucketPolicy",
    "GetAccelerateConfiguration",
    "GetBucket*",
    "GetEncryptionConfiguration",
    "GetLifecycleConfiguration",
    "GetReplicationConfiguration",
    "ListBucket",
    "PutBucketCORS",
    "PutBucketLogging",
    "PutBucketNotification",
    "PutBucketOwnershipControls",
    "PutBucketPolicy",
    "PutBucketPublicAccessBlock",
    "PutBucketTagging",
    "PutBucketVersioning",
    "PutEncryptionConfiguration",
    "PutLifecycleConfiguration",
  ],
  sns: [
    "CreateTopic",
    "DeleteTopic",
    "GetTopicAttributes",
    "ListSubscriptionsByTopic",
    "ListTagsForResource",
    "SetTopicAttributes",
    "Subscribe",
    "TagResource",
    "Unsubscribe",
    "UntagResource",
  ],
  sqs: [
    "CreateQueue",
    "DeleteQueue",
    "GetQueueAttributes",
    "GetQueueUrl",
    "ListQueueTags",
    "SetQueueAttributes",
    "TagQueue",
    "UntagQueue",
  ],
  ssm: [
    "AddTagsToResource",
    "DeleteParameter",
    "GetParameter",
    "GetParameters",
    "ListTagsForResource",
    "PutParameter",
    "RemoveTagsFromResource",
  ],
};

/** Reads for which AWS takes no resource. */
const LISTS: Partial<Record<Manageable, readonly string[]>> = {
  logs: ["DescribeLogGroups"],
  ssm: ["DescribeParameters"],
};

/** What only reads: by the verbs that AWS's own read-only policies go by. */
const READS = /^(Describe|Get|List)/;

/** Reads the shape of resources of `services` that are named after the workload, as a plan does. */
export function readingPermissions(context: Context, services: readonly Manageable[]): Statement[] {
  const reads = [...services].sort().flatMap((service) => {
    const actions = MANAGE[service].filter((each) => READS.test(each));
    const lists = LISTS[service];
    return [
      allow(`Read${service}`, service, actions, resourcesOf(context, service)),
      ...(lists ? [allow(`List${service}`, service, lists, "*")] : []),
    ];
  });
  return [...reads, ...(services.includes("ssm") ? [parameterKey(context, ["Decrypt"])] : [])];
}

/** Manages resources of `services` that are named after the workload, and no others. */
export function managedPermissions(context: Context, services: readonly Manageable[]): Statement[] {
  const sorted = [...services].sort();
  return [
    ...sorted.flatMap((service) => {
      const lists = LISTS[service];
      return [
        allow(`Manage${service}`, service, MANAGE[service], resourcesOf(context, service)),
        ...(lists ? [allow(`List${service}`, service, lists, "*")] : []),
      ];
    }),
    ...keyPermissions(context, sorted),
  ];
}

function resourcesOf(context: Context, service: Manageable): string {
  const { regional } = platformArns(context);
  const { configPrefix, logPrefix } = workloadArns(context);
  const named = `nc-${context.service}-${context.environment}-*`;
  const resources: Record<Manageable, string> = {
    dynamodb: regional("dynamodb", `table/${named}`),
    events: regional("events", `rule/${named}`),
    logs: `${logPrefix}*`,
    s3: `arn:aws:s3:::${named}`,
    sns: regional("sns", named),
    sqs: regional("sqs", named),
    ssm: `${configPrefix}*`,
  };
  return resources[service];
}

/** Sets the environment's keys on what it makes: a table's by a grant, a parameter's by use. */
function keyPermissions(context: Context, services: readonly Manageable[]): Statement[] {
  const { keys } = platformArns(context);
  const alias = (purpose: string) => platformKeyAlias(context.environment, purpose);
  const table = onlyKeys(context, [alias("state")], ["dynamodb"]);
  return [
    ...(services.includes("dynamodb")
      ? [
          allow("TableKey", "kms", ["CreateGrant"], keys, {
            ...table,
            Bool: { "kms:GrantIsForAWSResource": "true" },
          }),
        ]
      : []),
    ...(services.includes("ssm") ? [parameterKey(context, ["Decrypt", "Encrypt"])] : []),
  ];
}

/** Uses the key of parameters that are encrypted, for those of the workload alone. */
function parameterKey(context: Context, actions: readonly string[]): Statement {
  const alias = platformKeyAlias(context.environment, "config");
  return allow("ParameterKey", "kms", actions, platformArns(context).keys, {
    ...onlyKeys(context, [alias], ["ssm"]),
    StringLike: {
      "kms:EncryptionContext:PARAMETER_ARN": `${workloadArns(context).configPrefix}*`,
    },
  });
}
