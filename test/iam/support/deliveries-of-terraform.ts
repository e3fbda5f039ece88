import type { WorkloadOf } from "../../../infra/catalog/workload";
import { type Ask, calls, keyCalls, type Location, named, regional } from "./asks";

type Manageable = WorkloadOf<"terraform">["manages"][number];

/**
 * What `terraform apply` asks of AWS: its state and both locks (Terraform's page of the S3 backend),
 * and what the AWS provider calls for the resources of each service that it manages.
 */
export function terraformAsks(at: Location, manages: readonly Manageable[]): Ask[] {
  return [...state(at), ...manages.flatMap((service) => MANAGED[service](at))];
}

function state(at: Location): Ask[] {
  const { account, environment, service } = at;
  const bucket = `nc-platform-${environment}-terraform-state-${account}`;
  const table = regional(at, "dynamodb", `table/nc-platform-${environment}-terraform-locks`);
  const object = `arn:aws:s3:::${bucket}/${service}/terraform.tfstate`;
  const lock = { "dynamodb:LeadingKeys": [`${bucket}/${service}/terraform.tfstate`] };
  return [
    ...calls("s3", `arn:aws:s3:::${bucket}`, "ListBucket", { "s3:prefix": `${service}/` }),
    ...calls("s3", object, "GetObject PutObject"),
    ...calls("s3", `${object}.tflock`, "DeleteObject GetObject PutObject"),
    ...calls("dynamodb", table, "DescribeTable"),
    ...calls("dynamodb", table, "DeleteItem GetItem PutItem", lock),
    ...keyCalls(at, "state", "s3", "Decrypt DescribeKey GenerateDataKey"),
  ];
}

/** By service: create, read, update and delete of its resources that are named after the workload. */
const MANAGED: Readonly<Record<Manageable, (at: Location) => Ask[]>> = {
  dynamodb: (at) => [
    ...calls(
      "dynamodb",
      regional(at, "dynamodb", `table/${named(at, "things")}`),
      "CreateTable DeleteTable DescribeContinuousBackups DescribeTable DescribeTimeToLive " +
        "ListTagsOfResource TagResource UntagResource UpdateContinuousBackups UpdateTable " +
        "UpdateTimeToLive",
    ),
    ...keyCalls(at, "state", "dynamodb", "CreateGrant DescribeKey"),
  ],
  events: (at) =>
    calls(
      "events",
      regional(at, "events", `rule/${named(at, "nightly")}`),
      "DeleteRule DescribeRule DisableRule EnableRule ListTagsForResource ListTargetsByRule " +
        "PutRule PutTargets RemoveTargets TagResource UntagResource",
    ),
  logs: (at) => [
    ...calls(
      "logs",
      regional(at, "logs", `log-group:/nc/${at.environment}/${at.service}/logs/events`),
      "AssociateKmsKey CreateLogGroup DeleteLogGroup DeleteRetentionPolicy ListTagsForResource " +
        "PutRetentionPolicy TagResource UntagResource",
    ),
    ...calls("logs", "*", "DescribeLogGroups"),
  ],
  s3: (at) =>
    calls(
      "s3",
      `arn:aws:s3:::${named(at, "landing")}`,
      "CreateBucket DeleteBucket DeleteBucketPolicy GetAccelerateConfiguration GetBucketPolicy " +
        "GetEncryptionConfiguration GetLifecycleConfiguration GetReplicationConfiguration " +
        "ListBucket PutBucketCORS PutBucketLogging PutBucketNotification " +
        "PutBucketOwnershipControls PutBucketPolicy PutBucketPublicAccessBlock PutBucketTagging " +
        "PutBucketVersioning PutEncryptionConfiguration PutLifecycleConfiguration",
    ),
  sns: (at) =>
    calls(
      "sns",
      regional(at, "sns", named(at, "news")),
      "CreateTopic DeleteTopic GetTopicAttributes ListSubscriptionsByTopic ListTagsForResource " +
        "SetTopicAttributes Subscribe TagResource Unsubscribe UntagResource",
    ),
  sqs: (at) =>
    calls(
      "sqs",
      regional(at, "sqs", named(at, "events")),
      "CreateQueue DeleteQueue GetQueueAttributes GetQueueUrl ListQueueTags SetQueueAttributes " +
        "TagQueue UntagQueue",
    ),
  ssm: (at) => {
    const prefix = `parameter/nc/${at.environment}/${at.service}/config`;
    const parameter = regional(at, "ssm", `${prefix}/queue-url`);
    return [
      ...calls(
        "ssm",
        parameter,
        "AddTagsToResource DeleteParameter GetParameter GetParameters ListTagsForResource " +
          "PutParameter RemoveTagsFromResource",
      ),
      ...calls("ssm", "*", "DescribeParameters"),
      ...keyCalls(at, "config", "ssm", "Decrypt Encrypt", {
        "kms:EncryptionContext:PARAMETER_ARN": parameter,
      }),
    ];
  },
};
