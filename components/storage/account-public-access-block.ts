import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../infra/context";

export interface AccountPublicAccessBlockArgs {
  /** The platform's context. */
  context: Context;
}

/**
 * Blocks public access to every bucket of the account, whoever makes the bucket and whatever its own
 * settings and policy say: a Terraform stack manages buckets that no policy rule of this program
 * sees. The permissions boundary denies every role to change it, so an administrator makes it.
 */
export class AccountPublicAccessBlock extends pulumi.ComponentResource {
  constructor(
    name: string,
    { context }: AccountPublicAccessBlockArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("nc:storage:AccountPublicAccessBlock", name, {}, opts);
    new aws.s3.AccountPublicAccessBlock(
      name,
      {
        accountId: context.settings.accountId,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      { parent: this },
    );
    this.registerOutputs({});
  }
}
