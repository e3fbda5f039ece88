import type { Context } from "../../../infra/context";
import { platformArns } from "../arns";
import { deny, type Statement } from "../statement";

/** Begins copying what exists; of S3 and ECR, AWS tells a policy no destination. */
const REPLICATION = [
  "ecr:PutReplicationConfiguration",
  "kms:ReplicateKey",
  "s3:PutReplicationConfiguration",
  "secretsmanager:ReplicateSecretToRegions",
];

/** Copies tables and logs, which no recovery of ours needs. */
const NEVER_COPIED = [
  "dynamodb:AssociateTableReplica",
  "dynamodb:CreateGlobalTable",
  "dynamodb:CreateTableReplica",
  "dynamodb:UpdateGlobalTable",
  "logs:PutAccountPolicy",
  "logs:PutSubscriptionFilter",
];

/** Lets other accounts in; what the program shares for promotion has other calls. */
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

/**
 * Calls that are made in a region of ours and put a copy elsewhere, which `aws:RequestedRegion`
 * does not tell (docs/decisions/0013). What a service copies with a role of ours needs no line:
 * that role's own calls are bounded where the copy goes.
 */
export function dataResidency(context: Context, regions: readonly string[]): Statement[] {
  const { accountId, dr } = context.settings;
  const { deployRole } = platformArns(context);
  const ours = regions.map((region) => `arn:aws:*:${region}:${accountId}:*`);
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
    // A request without copies has no such key, and is not refused.
    deny(
      "SecretCopiesStay",
      ["secretsmanager:CreateSecret", "secretsmanager:ReplicateSecretToRegions"],
      "*",
      { "ForAnyValue:StringNotEquals": { "secretsmanager:AddReplicaRegions": regions } },
    ),
    // A topic sends to queues and functions anywhere, and needs no role for it.
    deny("MessagesStay", ["sns:Subscribe"], "*", {
      StringLike: { "sns:Endpoint": "arn:*" },
      StringNotLike: { "sns:Endpoint": ours },
    }),
    deny("NeverCopied", NEVER_COPIED, "*"),
    deny("NeverShared", SHARING, "*"),
    deny("GrantsForAws", ["kms:CreateGrant"], "*", {
      BoolIfExists: { "kms:GrantIsForAWSResource": "false" },
    }),
  ];
}
