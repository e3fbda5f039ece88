import type { Context } from "../../../infra/context";
import { platformArns } from "../arns";
import { deny, type Statement } from "../statement";

/** Actions that begin replication. For S3 and ECR, no condition key gives the destination. */
const REPLICATION = [
  "ecr:PutReplicationConfiguration",
  "kms:ReplicateKey",
  "s3:PutReplicationConfiguration",
  "secretsmanager:ReplicateSecretToRegions",
];

/** Actions that copy tables and logs, which recovery does not need. */
const NEVER_COPIED = [
  "dynamodb:AssociateTableReplica",
  "dynamodb:CreateGlobalTable",
  "dynamodb:CreateTableReplica",
  "dynamodb:UpdateGlobalTable",
  "logs:PutAccountPolicy",
  "logs:PutSubscriptionFilter",
];

/** Actions that grant other accounts access. Promotion uses resource policies of other types. */
const SHARING = [
  "dynamodb:PutResourcePolicy",
  "ecr:PutRegistryPolicy",
  "events:PutPermission",
  "lambda:AddLayerVersionPermission",
  "s3:PutAccountPublicAccessBlock",
  "secretsmanager:PutResourcePolicy",
  "ssm:ModifyDocumentPermission",
  "ssm:PutResourcePolicy",
];

/** What nobody may do, in any region. */
export const NEVER_COPIED_OR_SHARED = [...NEVER_COPIED, ...SHARING];

/**
 * Denies calls that are made in an allowed region but copy data to another one, which
 * `aws:RequestedRegion` does not show (docs/decisions/0013). Beside them stands what
 * is never copied, see {@link NEVER_COPIED_OR_SHARED}. A copy that a service makes with a role
 * of the program needs no statement: the boundary applies to that role's calls in the other region.
 */
export function dataResidency(context: Context, regions: readonly string[]): Statement[] {
  const { accountId, dr } = context.settings;
  const { deployRole } = platformArns(context);
  const ownRegions = regions.map((region) => `arn:aws:*:${region}:${accountId}:*`);
  return [
    deny(
      "CopiesForRecovery",
      REPLICATION,
      "*",
      dr ? { ArnNotEquals: { "aws:PrincipalArn": deployRole } } : undefined,
    ),
    deny("KeyCopiesStay", ["kms:ReplicateKey"], "*", {
      StringNotEquals: { "kms:ReplicaRegion": regions },
    }),
    // A request without replicas has no such key, and is not denied.
    deny(
      "SecretCopiesStay",
      ["secretsmanager:CreateSecret", "secretsmanager:ReplicateSecretToRegions"],
      "*",
      { "ForAnyValue:StringNotEquals": { "secretsmanager:AddReplicaRegions": regions } },
    ),
    // A topic sends to queues and functions in any region, without a role.
    deny("MessagesStay", ["sns:Subscribe"], "*", {
      StringLike: { "sns:Endpoint": "arn:*" },
      StringNotLike: { "sns:Endpoint": ownRegions },
    }),
    deny("GrantsForAws", ["kms:CreateGrant"], "*", {
      BoolIfExists: { "kms:GrantIsForAWSResource": "false" },
    }),
  ];
}
