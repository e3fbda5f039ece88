import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../infra/context";
import { inputError } from "../../infra/input-error";
import type { Settings } from "../../infra/settings/parse";
import {
  type ArtifactReaders,
  KEY_PURPOSES,
  type KeyPurpose,
  keyPolicy,
  REPLICATED_PURPOSES,
} from "./key-policy";

export interface EncryptionKeysArgs {
  /** Context of the platform: it gives names, tags and settings. */
  context: Context;
  /** Roles of the account that artifacts are promoted to. @default - nobody outside this account */
  artifactReaders?: ArtifactReaders;
  /**
   * Names of the log groups that the logs key may encrypt; `*` matches any text. Log groups whose
   * name AWS forces, such as `/aws/ecs/containerinsights/...`, have to be listed.
   * @default - every log group on the naming convention, `/nc/<env>/*`
   */
  logGroups?: readonly string[];
}

/**
 * Days during which the deletion of a key, or of a replica, can be cancelled: the most that KMS takes
 * where the environment is protected, else the least (KMS API, ScheduleKeyDeletion: 7 to 30).
 */
export function deletionWindowDays({ protect }: Settings): number {
  return protect ? 30 : 7;
}

/**
 * One customer-managed KMS key for each purpose, rotated every year. The key for wheels is in the
 * region of the wheels (`wheelsRegion`).
 *
 * The policy is an input of the key, not a resource of its own: AWS tests a key when the first log
 * group or topic that names it is created, and needs the policy by then.
 *
 * A key that has a replica where DR is on is a multi-Region key with DR on or off. KMS decides that
 * when it creates the key, and replacing a key loses what it encrypted
 * (docs/decisions/0013-recovery-copies-what-cannot-be-made-again.md).
 */
export class EncryptionKeys extends pulumi.ComponentResource {
  /** ARN of the key for each purpose. */
  readonly arns: Readonly<Record<KeyPurpose, pulumi.Output<string>>>;

  constructor(name: string, args: EncryptionKeysArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:security:EncryptionKeys", name, {}, opts);
    const { context, artifactReaders, logGroups = [`/nc/${context.environment}/*`] } = args;
    const { protect } = context;
    if (artifactReaders) checkReaders(this, artifactReaders, context.settings.accountId);

    const keyFor = (purpose: KeyPurpose) => {
      const region = purpose === "wheels" ? context.settings.wheelsRegion : undefined;
      const key = new aws.kms.Key(
        `${name}-${purpose}`,
        {
          description: `Encrypts ${purpose} of ${context.environment}`,
          enableKeyRotation: true,
          rotationPeriodInDays: 365,
          deletionWindowInDays: deletionWindowDays(context.settings),
          multiRegion: REPLICATED_PURPOSES.some((each) => each === purpose),
          policy: keyPolicy(purpose, context, { logGroups, artifactReaders }),
          region,
          tags: context.tags(purpose),
        },
        { parent: this, protect },
      );
      const alias = { name: context.aliasName(purpose), targetKeyId: key.id, region };
      new aws.kms.Alias(`${name}-${purpose}`, alias, { parent: this });
      return key.arn;
    };
    const arns = KEY_PURPOSES.map((purpose) => [purpose, keyFor(purpose)] as const);
    this.arns = Object.fromEntries(arns) as Record<KeyPurpose, pulumi.Output<string>>;
    this.registerOutputs({ arns: this.arns });
  }
}

function checkReaders(owner: pulumi.Resource, readers: ArtifactReaders, own: string): void {
  const { accountId, roleArns } = readers;
  if (!/^\d{12}$/.test(accountId) || accountId === own) {
    throw inputError(owner, "artifactReaders.accountId", accountId, `12 digits, other than ${own}`);
  }
  const role = new RegExp(`^arn:aws:iam::${accountId}:role/[\\w+=,.@/-]+$`);
  if (roleArns.length === 0 || !roleArns.every((arn) => role.test(arn))) {
    const want = `ARNs of roles of ${accountId}, at least one and no wildcard`;
    throw inputError(owner, "artifactReaders.roleArns", roleArns, want);
  }
}
