import { platformNames } from "../../infra/naming/platform-names";
import type { Scope } from "../../infra/scope";
import {
  admit,
  admitBucket,
  admitThrough,
  type KeyPlace,
  type KeyStatement,
  SEAL,
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
export const RECOVERED = ["artifacts", "config"] as const satisfies readonly Purpose[];

/** A purpose of which the DR region has a replica of the key. */
export type RecoveredPurpose = (typeof RECOVERED)[number];

/**
 * The policy of the key for `purpose`, as JSON text: the account, which leaves the decision to its
 * IAM policies, and beside it exactly the AWS services that use the key.
 *
 * A service that acts through a role or a grant needs no statement: EventBridge Scheduler and
 * CodeDeploy send with their role; ECR, CodeArtifact and DynamoDB decrypt by a grant, which whoever
 * makes the repository or the table gives them.
 */
export function keyPolicy(purpose: Purpose, scope: Scope, use: KeyUse): string {
  const { region } = scope.settings;
  return policyAt({ scope, region, artifactBucket: names(scope).artifactBucket }, purpose, use);
}

/**
 * The policy of that key's replica in the DR region, as JSON text: the same users, by way of that
 * region's services. KMS does not copy policies to replicas.
 */
export function replicaPolicy(purpose: RecoveredPurpose, scope: Scope, use: KeyUse): string {
  const { drRegion: region } = scope.settings;
  return policyAt({ scope, region, artifactBucket: names(scope).artifactReplica }, purpose, use);
}

/** Where a key is, and which bucket of artifacts is there. */
interface Place extends KeyPlace {
  readonly artifactBucket: string;
}

function policyAt(place: Place, purpose: Purpose, use: KeyUse): string {
  const account = { AWS: `arn:aws:iam::${place.scope.settings.accountId}:root` };
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [admit("AccountThroughIam", account, "kms:*"), ...USERS[purpose](place, use)],
  });
}

function logs({ scope, region }: Place, { logGroups }: KeyUse): KeyStatement[] {
  const { accountId } = scope.settings;
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

function artifacts(place: Place, { artifactReaders }: KeyUse): KeyStatement[] {
  const own = admitBucket("ArtifactBucket", place, place.artifactBucket);
  if (artifactReaders === undefined) return [own];
  const { accountId, roleArns } = artifactReaders;
  const reader = { AWS: `arn:aws:iam::${accountId}:root` };
  const promotion = admit("Promotion", reader, ["kms:Decrypt", "kms:DescribeKey"], {
    StringEquals: {
      "aws:PrincipalArn": roleArns,
      "kms:ViaService": `s3.${place.region}.amazonaws.com`,
    },
  });
  return [own, promotion];
}

function config(place: Place): KeyStatement[] {
  const { scope, region } = place;
  const { accountId } = scope.settings;
  const arn = (service: string, kind: string) =>
    `arn:aws:${service}:${region}:${accountId}:${kind}/nc/${scope.environment}/*`;
  const secrets = [arn("secretsmanager", "secret:"), KEY_TRIAL];
  const parameters = arn("ssm", "parameter");
  return [
    // A copy of a secret in another region takes kms:Encrypt too (Secrets Manager API,
    // ReplicateSecretToRegions).
    admitThrough("Secrets", place, "secretsmanager", [...SEAL, "kms:Encrypt"], {
      "kms:EncryptionContext:SecretARN": secrets,
    }),
    admitThrough("Parameters", place, "ssm", [...SEAL, "kms:Encrypt"], {
      "kms:EncryptionContext:PARAMETER_ARN": parameters,
    }),
  ];
}

function messaging({ scope, region }: Place): KeyStatement[] {
  const { environment } = scope;
  const { accountId } = scope.settings;
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

function state(place: Place): KeyStatement[] {
  const { terraformStateBucket, lockTable } = names(place.scope);
  return [
    admitBucket("TerraformState", place, terraformStateBucket),
    admitThrough("TerraformLocks", place, "dynamodb", [...SEAL, "kms:Encrypt", "kms:ReEncrypt*"], {
      "kms:EncryptionContext:aws:dynamodb:tableName": lockTable,
    }),
  ];
}

/** CodeArtifact alone seals wheels, and it acts by grants. */
function wheels(): KeyStatement[] {
  return [];
}

function names({ environment, settings: { accountId } }: Scope) {
  return platformNames({ environment, accountId });
}
