import type { Context } from "../../infra/context";
import { platformNames } from "../../infra/naming/platform-names";
import { platformArns } from "../identity/arns";
import {
  allowBucket,
  allowPrincipal,
  allowTables,
  allowViaService,
  denyEveryone,
  ENCRYPT_DECRYPT,
  type KeyLocation,
  type KeyStatement,
} from "./key-statement";

/** What Secrets Manager sends instead of an ARN to validate a key (its guide, "Encryption"). */
const KEY_TRIAL = "RequestToValidateKeyAccess";

/** Roles of one other account that may read artifacts. */
export interface ArtifactReaders {
  /** The other account, 12 digits. */
  readonly accountId: string;
  /** ARNs of the roles that read, without wildcards. The roles need not exist yet. */
  readonly roleArns: readonly string[];
}

/** What a key's policy depends on besides its purpose and environment. */
export interface KeyPolicyOptions {
  /** Names of the log groups that the logs key may encrypt; `*` matches any text. */
  readonly logGroups: readonly string[];
  /** Roles of another account that read artifacts. @default - no other account reads */
  readonly artifactReaders?: ArtifactReaders;
}

/** The statements for the AWS services that use each key, by the key's purpose. */
const SERVICE_STATEMENTS = {
  logs,
  artifacts,
  audit,
  config,
  messaging,
  state,
  wheels,
} as const;

/** What a customer-managed key is for. */
export type KeyPurpose = keyof typeof SERVICE_STATEMENTS;

/** Every purpose: each environment has one key for each. */
export const KEY_PURPOSES = Object.keys(SERVICE_STATEMENTS) as readonly KeyPurpose[];

/** Purposes whose key has a replica in the DR region, because what it encrypts is copied there. */
export const REPLICATED_PURPOSES = ["artifacts", "config"] as const satisfies readonly KeyPurpose[];

/** A purpose whose key has a replica in the DR region. */
export type ReplicatedKeyPurpose = (typeof REPLICATED_PURPOSES)[number];

/**
 * The policy of the key for `purpose`, as JSON text. It admits the account, whose IAM policies
 * decide, and exactly the AWS services that use the key.
 *
 * A service that acts through a role or a grant needs no statement. EventBridge Scheduler and
 * CodeDeploy use their role. ECR, CodeArtifact and DynamoDB use a grant, which the principal that
 * creates the repository or the table gives them.
 */
export function keyPolicy(purpose: KeyPurpose, context: Context, use: KeyPolicyOptions): string {
  const { region } = context.settings;
  return policyIn({ context, region, artifactBucket: names(context).artifactBucket }, purpose, use);
}

/**
 * The policy of that key's replica in the DR region, as JSON text: the same statements, for the
 * services of that region. KMS does not copy policies to replicas.
 */
export function replicaPolicy(
  purpose: ReplicatedKeyPurpose,
  context: Context,
  use: KeyPolicyOptions,
): string {
  const { drRegion: region } = context.settings;
  return policyIn(
    { context, region, artifactBucket: names(context).artifactReplica },
    purpose,
    use,
  );
}

/** The environment and region of a key, and the artifact bucket of that region. */
interface KeyRegion extends KeyLocation {
  readonly artifactBucket: string;
}

function policyIn(key: KeyRegion, purpose: KeyPurpose, use: KeyPolicyOptions): string {
  const account = { AWS: `arn:aws:iam::${key.context.settings.accountId}:root` };
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      allowPrincipal("AccountThroughIam", account, "kms:*"),
      ...SERVICE_STATEMENTS[purpose](key, use),
    ],
  });
}

function logs({ context, region }: KeyRegion, { logGroups }: KeyPolicyOptions): KeyStatement[] {
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

function artifacts(key: KeyRegion, { artifactReaders }: KeyPolicyOptions): KeyStatement[] {
  const own = allowBucket("ArtifactBucket", key, key.artifactBucket);
  if (artifactReaders === undefined) return [own];
  const { accountId, roleArns } = artifactReaders;
  const reader = { AWS: `arn:aws:iam::${accountId}:root` };
  const promotion = allowPrincipal("Promotion", reader, ["kms:Decrypt", "kms:DescribeKey"], {
    StringEquals: {
      "aws:PrincipalArn": roleArns,
      "kms:ViaService": `s3.${key.region}.amazonaws.com`,
    },
  });
  return [own, promotion];
}

/**
 * CloudTrail encrypts the account's trail (CloudTrail user guide, "Configure AWS KMS key policies for
 * CloudTrail"). A role of the program could end the trail by taking that statement away, so none may
 * write this policy: an administrator does (docs/decisions/0031).
 */
function audit(key: KeyRegion): KeyStatement[] {
  const { accountId } = key.context.settings;
  const { ledger, promotions, handledEvents } = names(key.context);
  const { auditTrail, programRoles } = platformArns(key.context);
  const trail = { Service: "cloudtrail.amazonaws.com" };
  const StringEquals = { "aws:SourceArn": auditTrail };
  const trails = `arn:aws:cloudtrail:*:${accountId}:trail/*`;
  const StringLike = { "kms:EncryptionContext:aws:cloudtrail:arn": trails };
  return [
    allowTables("DeliveryTables", key, [ledger, promotions, handledEvents]),
    allowPrincipal("Trail", trail, "kms:GenerateDataKey*", { StringEquals, StringLike }),
    allowPrincipal("TrailKey", trail, "kms:DescribeKey", { StringEquals }),
    denyEveryone("PolicyStays", "kms:PutKeyPolicy", {
      ArnLike: { "aws:PrincipalArn": programRoles },
    }),
  ];
}

function config(key: KeyRegion): KeyStatement[] {
  const { context, region } = key;
  const { accountId } = context.settings;
  const arn = (service: string, kind: string) =>
    `arn:aws:${service}:${region}:${accountId}:${kind}/nc/${context.environment}/*`;
  const secrets = [arn("secretsmanager", "secret:"), KEY_TRIAL];
  const parameters = arn("ssm", "parameter");
  return [
    // Replicating a secret to another region needs kms:Encrypt too (Secrets Manager API,
    // ReplicateSecretToRegions).
    allowViaService("Secrets", key, "secretsmanager", [...ENCRYPT_DECRYPT, "kms:Encrypt"], {
      "kms:EncryptionContext:SecretARN": secrets,
    }),
    allowViaService("Parameters", key, "ssm", [...ENCRYPT_DECRYPT, "kms:Encrypt"], {
      "kms:EncryptionContext:PARAMETER_ARN": parameters,
    }),
  ];
}

function messaging({ context, region }: KeyRegion): KeyStatement[] {
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
    // EventBridge gives KMS neither source account nor source ARN ("not supported": SNS guide, "Key
    // management"). The encryption context bounds it instead: topics and queues of this account.
    send("RulesToTopics", "events", { ArnLike: topics }),
    send("RulesToQueues", "events", { ArnLike: queues }),
    send("TopicsToQueues", "sns", { ArnLike: queues }),
    send("BucketsToQueues", "s3", { StringEquals, ArnLike: queues }),
  ];
}

function state(key: KeyRegion): KeyStatement[] {
  const { terraformStateBucket, lockTable } = names(key.context);
  return [
    allowBucket("TerraformState", key, terraformStateBucket),
    allowTables("TerraformLocks", key, [lockTable]),
  ];
}

/** Only CodeArtifact encrypts with this key, and it uses grants. */
function wheels(): KeyStatement[] {
  return [];
}

function names({ environment, settings: { accountId } }: Context) {
  return platformNames({ environment, accountId });
}
