import type { Context } from "../../infra/context";
import { platformNames } from "../../infra/naming/platform-names";
import {
  allowBucket,
  allowPrincipal,
  allowViaService,
  ENCRYPT_DECRYPT,
  type KeyLocation,
  type KeyStatement,
} from "./key-statement";

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
const USERS = { logs, artifacts, config, messaging, state, wheels } as const;

/** What a customer-managed key is for. */
export type Purpose = keyof typeof USERS;

/** Every purpose: one key each, in every environment. */
export const PURPOSES = Object.keys(USERS) as readonly Purpose[];

/** Purposes of which the DR region has a replica of the key: what they encrypt is copied there. */
export const REPLICATED = ["artifacts", "config"] as const satisfies readonly Purpose[];

/** A purpose of which the DR region has a replica of the key. */
export type ReplicatedPurpose = (typeof REPLICATED)[number];

/**
 * The policy of the key for `purpose`, as JSON text: the account, which leaves the decision to its
 * IAM policies, and beside it exactly the AWS services that use the key.
 *
 * A service that acts through a role or a grant needs no statement: EventBridge Scheduler and
 * CodeDeploy send with their role; ECR, CodeArtifact and DynamoDB decrypt by a grant, which whoever
 * makes the repository or the table gives them.
 */
export function keyPolicy(purpose: Purpose, context: Context, use: KeyUse): string {
  const { region } = context.settings;
  return policyAt({ context, region, artifactBucket: names(context).artifactBucket }, purpose, use);
}

/**
 * The policy of that key's replica in the DR region, as JSON text: the same users, by way of that
 * region's services. KMS does not copy policies to replicas.
 */
export function replicaPolicy(purpose: ReplicatedPurpose, context: Context, use: KeyUse): string {
  const { drRegion: region } = context.settings;
  return policyAt(
    { context, region, artifactBucket: names(context).artifactReplica },
    purpose,
    use,
  );
}

/** Where a key is, and which bucket of artifacts is there. */
interface Place extends KeyLocation {
  readonly artifactBucket: string;
}

function policyAt(place: Place, purpose: Purpose, use: KeyUse): string {
  const account = { AWS: `arn:aws:iam::${place.context.settings.accountId}:root` };
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      allowPrincipal("AccountThroughIam", account, "kms:*"),
      ...USERS[purpose](place, use),
    ],
  });
}

function logs({ context, region }: Place, { logGroups }: KeyUse): KeyStatement[] {
  const { accountId } = context.settings;
  const actions = ["Encrypt*", "Decrypt*", "ReEncrypt*", "GenerateDataKey*", "Describe*"];
  const arns = logGroups.map((each) => `arn:aws:logs:${region}:${accountId}:log-group:${each}`);
  return [
    allowPrincipal(
      "LogGroups",
      { Service: `logs.${region}.amazonaws.com` },
      actions.map((action) => `kms:${action}`),
      { ArnLike: { "kms:EncryptionContext:aws:logs:arn": arns } },
    ),
  ];
}

function artifacts(place: Place, { artifactReaders }: KeyUse): KeyStatement[] {
  const own = allowBucket("ArtifactBucket", place, place.artifactBucket);
  if (artifactReaders === undefined) return [own];
  const { accountId, roleArns } = artifactReaders;
  const reader = { AWS: `arn:aws:iam::${accountId}:root` };
  const promotion = allowPrincipal("Promotion", reader, ["kms:Decrypt", "kms:DescribeKey"], {
    StringEquals: {
      "aws:PrincipalArn": roleArns,
      "kms:ViaService": `s3.${place.region}.amazonaws.com`,
    },
  });
  return [own, promotion];
}

function config(place: Place): KeyStatement[] {
  const { context, region } = place;
  const { accountId } = context.settings;
  const arn = (service: string, kind: string) =>
    `arn:aws:${service}:${region}:${accountId}:${kind}/nc/${context.environment}/*`;
  const secrets = [arn("secretsmanager", "secret:"), KEY_TRIAL];
  const parameters = arn("ssm", "parameter");
  return [
    // A copy of a secret in another region takes kms:Encrypt too (Secrets Manager API,
    // ReplicateSecretToRegions).
    allowViaService("Secrets", place, "secretsmanager", [...ENCRYPT_DECRYPT, "kms:Encrypt"], {
      "kms:EncryptionContext:SecretARN": secrets,
    }),
    allowViaService("Parameters", place, "ssm", [...ENCRYPT_DECRYPT, "kms:Encrypt"], {
      "kms:EncryptionContext:PARAMETER_ARN": parameters,
    }),
  ];
}

function messaging({ context, region }: Place): KeyStatement[] {
  const { environment } = context;
  const { accountId } = context.settings;
  const named = (service: string) =>
    `arn:aws:${service}:${region}:${accountId}:nc-*-${environment}-*`;
  const topics = { "kms:EncryptionContext:aws:sns:topicArn": named("sns") };
  const queues = { "kms:EncryptionContext:aws:sqs:arn": named("sqs") };
  const StringEquals = { "aws:SourceAccount": accountId };
  const alarms = { "aws:SourceArn": `arn:aws:cloudwatch:${region}:${accountId}:alarm:*` };
  const send = (Sid: string, service: string, Condition: KeyStatement["Condition"]) =>
    allowPrincipal(Sid, { Service: `${service}.amazonaws.com` }, ENCRYPT_DECRYPT, Condition);
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

function state(place: Place): KeyStatement[] {
  const { terraformStateBucket, lockTable } = names(place.context);
  return [
    allowBucket("TerraformState", place, terraformStateBucket),
    allowViaService(
      "TerraformLocks",
      place,
      "dynamodb",
      [...ENCRYPT_DECRYPT, "kms:Encrypt", "kms:ReEncrypt*"],
      {
        "kms:EncryptionContext:aws:dynamodb:tableName": lockTable,
      },
    ),
  ];
}

/** CodeArtifact alone seals wheels, and it acts by grants. */
function wheels(): KeyStatement[] {
  return [];
}

function names({ environment, settings: { accountId } }: Context) {
  return platformNames({ environment, accountId });
}
