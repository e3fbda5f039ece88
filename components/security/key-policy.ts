import { platformNames } from "../../infra/naming/platform-names";
import type { Scope } from "../../infra/scope";
import { admit, admitBucket, admitThrough, type KeyStatement, SEAL } from "./key-statement";

/** What Secrets Manager says instead of an ARN when it tries a key out (its guide, Encryption). */
const KEY_TRIAL = "RequestToValidateKeyAccess";

/** Roles of one other account that may read artifacts. */
export interface ArtifactReaders {
  /** The other account, 12 digits. */
  readonly accountId: string;
  /** Exactly these roles of it, by ARN. They need not exist yet. */
  readonly roleArns: readonly string[];
}

/** What a policy depends on besides the environment. */
export interface KeyUse {
  /** Names of the log groups that the logs key may encrypt; `*` matches any text. */
  readonly logGroups: readonly string[];
  /** Who reads artifacts from outside. */
  readonly artifactReaders?: ArtifactReaders;
}

/** The users of each key, by what it is for. */
const USERS = { logs, artifacts, config, messaging, state } as const;

/** What a customer-managed key is for. */
export type Purpose = keyof typeof USERS;

/** Every purpose: one key each, in every environment. */
export const PURPOSES = Object.keys(USERS) as readonly Purpose[];

/**
 * The policy of the key for `purpose`, as JSON text: the account, which leaves the decision to its
 * IAM policies, and beside it exactly the AWS services that use the key.
 *
 * A service that acts through a role or a grant needs no statement: EventBridge Scheduler and
 * CodeDeploy send with their role; ECR, CodeArtifact and DynamoDB decrypt by a grant, which whoever
 * makes the repository or the table gives them.
 */
export function keyPolicy(purpose: Purpose, scope: Scope, use: KeyUse): string {
  const account = { AWS: `arn:aws:iam::${scope.settings.accountId}:root` };
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [admit("AccountThroughIam", account, "kms:*"), ...USERS[purpose](scope, use)],
  });
}

function logs({ settings: { accountId, region } }: Scope, { logGroups }: KeyUse): KeyStatement[] {
  const actions = ["Encrypt*", "Decrypt*", "ReEncrypt*", "GenerateDataKey*", "Describe*"];
  const arns = logGroups.map((each) => `arn:aws:logs:${region}:${accountId}:log-group:${each}`);
  return [
    admit(
      "LogGroups",
      { Service: `logs.${region}.amazonaws.com` },
      actions.map((action) => `kms:${action}`),
      { ArnLike: { "kms:EncryptionContext:aws:logs:arn": arns } },
    ),
  ];
}

function artifacts(scope: Scope, { artifactReaders }: KeyUse): KeyStatement[] {
  const own = admitBucket("ArtifactBucket", scope, names(scope).artifactBucket);
  if (artifactReaders === undefined) return [own];
  const { accountId, roleArns } = artifactReaders;
  const reader = { AWS: `arn:aws:iam::${accountId}:root` };
  const promotion = admit("Promotion", reader, ["kms:Decrypt", "kms:DescribeKey"], {
    StringEquals: {
      "aws:PrincipalArn": roleArns,
      "kms:ViaService": `s3.${scope.settings.region}.amazonaws.com`,
    },
  });
  return [own, promotion];
}

function config(scope: Scope): KeyStatement[] {
  const { accountId, region } = scope.settings;
  const arn = (service: string, kind: string) =>
    `arn:aws:${service}:${region}:${accountId}:${kind}/nc/${scope.environment}/*`;
  const secrets = [arn("secretsmanager", "secret:"), KEY_TRIAL];
  const parameters = arn("ssm", "parameter");
  return [
    admitThrough("Secrets", scope, "secretsmanager", SEAL, {
      "kms:EncryptionContext:SecretARN": secrets,
    }),
    admitThrough("Parameters", scope, "ssm", [...SEAL, "kms:Encrypt"], {
      "kms:EncryptionContext:PARAMETER_ARN": parameters,
    }),
  ];
}

function messaging({ environment, settings: { accountId, region } }: Scope): KeyStatement[] {
  const named = (service: string) =>
    `arn:aws:${service}:${region}:${accountId}:nc-*-${environment}-*`;
  const topics = { "kms:EncryptionContext:aws:sns:topicArn": named("sns") };
  const queues = { "kms:EncryptionContext:aws:sqs:arn": named("sqs") };
  const StringEquals = { "aws:SourceAccount": accountId };
  const alarms = { "aws:SourceArn": `arn:aws:cloudwatch:${region}:${accountId}:alarm:*` };
  const send = (Sid: string, service: string, Condition: KeyStatement["Condition"]) =>
    admit(Sid, { Service: `${service}.amazonaws.com` }, SEAL, Condition);
  return [
    send("AlarmsToTopics", "cloudwatch", { StringEquals, ArnLike: alarms }),
    // EventBridge tells KMS neither source account nor ARN ("not supported": SNS guide, Key
    // management). What it sends to stands for them: topics and queues of this account only.
    send("RulesToTopics", "events", { ArnLike: topics }),
    send("RulesToQueues", "events", { ArnLike: queues }),
    send("TopicsToQueues", "sns", { ArnLike: queues }),
    send("BucketsToQueues", "s3", { StringEquals, ArnLike: queues }),
  ];
}

function state(scope: Scope): KeyStatement[] {
  const { terraformStateBucket, lockTable } = names(scope);
  return [
    admitBucket("TerraformState", scope, terraformStateBucket),
    admitThrough("TerraformLocks", scope, "dynamodb", [...SEAL, "kms:Encrypt", "kms:ReEncrypt*"], {
      "kms:EncryptionContext:aws:dynamodb:tableName": lockTable,
    }),
  ];
}

function names({ environment, settings: { accountId } }: Scope) {
  return platformNames({ environment, accountId });
}
