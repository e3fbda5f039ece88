import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../infra/context";
import { inputError } from "../../infra/input-error";
import { type ArtifactReaders, keyPolicy, PURPOSES, type Purpose, REPLICATED } from "./key-policy";

export interface EncryptionKeysArgs {
  /** The platform's context. */
  context: Context;
  /** Roles of another account that may read artifacts. @default - nobody outside this account */
  artifactReaders?: ArtifactReaders;
  /**
   * Names of the log groups that the logs key may encrypt; `*` matches any text. For groups whose
   * name AWS forces, such as `/aws/ecs/containerinsights/...`.
   * @default - every log group on the convention, `/nc/<env>/*`
   */
  logGroups?: readonly string[];
  /** Days in which a deleted key can be recalled, 7 to 30. @default 30; unprotected 7 */
  deletionWindowDays?: number;
}

/**
 * One customer-managed KMS key for each purpose, rotated every year; the one for wheels is where they
 * are.
 *
 * Its policy is part of the key, not a resource of its own: AWS tries a key out when the first log
 * group or topic that names it is made, and by then the policy must stand.
 *
 * A key of which the DR region would have a replica is a multi-Region key, with DR on or off: it is
 * that from birth or never, and to replace a key is to lose what it encrypted
 * (docs/decisions/0013-recovery-copies-what-cannot-be-made-again.md).
 */
export class EncryptionKeys extends pulumi.ComponentResource {
  /** ARN of the key for each purpose. */
  readonly arns: Readonly<Record<Purpose, pulumi.Output<string>>>;

  constructor(name: string, args: EncryptionKeysArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:security:EncryptionKeys", name, {}, opts);
    const { context, artifactReaders, logGroups = [`/nc/${context.environment}/*`] } = args;
    const { protect } = context.settings;
    const { deletionWindowDays = protect ? 30 : 7 } = args;
    checkWindow(this, deletionWindowDays);
    if (artifactReaders) checkReaders(this, artifactReaders, context.settings.accountId);

    const keyFor = (purpose: Purpose) => {
      const place = purpose === "wheels" ? { region: context.settings.wheelsRegion } : {};
      const key = new aws.kms.Key(
        `${name}-${purpose}`,
        {
          description: `Encrypts ${purpose} of ${context.environment}`,
          enableKeyRotation: true,
          rotationPeriodInDays: 365,
          deletionWindowInDays: deletionWindowDays,
          multiRegion: REPLICATED.some((each) => each === purpose),
          policy: keyPolicy(purpose, context, { logGroups, artifactReaders }),
          ...place,
          tags: context.tags(purpose),
        },
        { parent: this, protect },
      );
      const alias = { name: context.aliasName(purpose), targetKeyId: key.id, ...place };
      new aws.kms.Alias(`${name}-${purpose}`, alias, { parent: this });
      return key.arn;
    };
    const arns = PURPOSES.map((purpose) => [purpose, keyFor(purpose)] as const);
    this.arns = Object.fromEntries(arns) as Record<Purpose, pulumi.Output<string>>;
    this.registerOutputs({ arns: this.arns });
  }
}

function checkWindow(owner: pulumi.Resource, days: number): void {
  if (Number.isInteger(days) && days >= 7 && days <= 30) return;
  throw inputError(owner, "deletionWindowDays", days, "whole days from 7 to 30");
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
