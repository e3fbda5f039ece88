import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../infra/context";
import { deletionWindowDays } from "../security/encryption-keys";
import {
  type ArtifactReaders,
  type ReplicatedKeyPurpose,
  replicaPolicy,
} from "../security/key-policy";

export interface ReplicaKeysArgs {
  /** Context of the platform: it gives names, tags and settings. */
  context: Context;
  /** ARN of the primary region's key for each purpose: multi-Region keys. */
  primaryArns: Readonly<Record<ReplicatedKeyPurpose, pulumi.Input<string>>>;
  /** Roles of the account that artifacts are promoted to. @default - nobody outside this account */
  artifactReaders?: ArtifactReaders;
}

/**
 * Replicas, in the DR region, of the keys that encrypt what is copied there. A replica has the id,
 * the material and the rotation of its primary key. Its policy, tags and alias are its own, and this
 * component gives it those of the primary key.
 *
 * A replica works while the primary region is down. The caller passes the provider of the DR region.
 */
export class ReplicaKeys extends pulumi.ComponentResource {
  /** ARN of the replica for each purpose. */
  readonly arns: Readonly<Record<ReplicatedKeyPurpose, pulumi.Output<string>>>;

  constructor(name: string, args: ReplicaKeysArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:recovery:ReplicaKeys", name, {}, opts);
    const { context, primaryArns, artifactReaders } = args;
    const { protect } = context;

    const replicaFor = (purpose: ReplicatedKeyPurpose) => {
      const key = new aws.kms.ReplicaKey(
        `${name}-${purpose}`,
        {
          primaryKeyArn: primaryArns[purpose],
          description: `Encrypts ${purpose} of ${context.environment}`,
          deletionWindowInDays: deletionWindowDays(context.settings),
          policy: replicaPolicy(purpose, context, { logGroups: [], artifactReaders }),
          tags: context.tags(purpose),
        },
        { parent: this, protect },
      );
      const alias = { name: context.aliasName(purpose), targetKeyId: key.keyId };
      new aws.kms.Alias(`${name}-${purpose}`, alias, { parent: this });
      return key.arn;
    };
    this.arns = { artifacts: replicaFor("artifacts"), config: replicaFor("config") };
    this.registerOutputs({ arns: this.arns });
  }
}
