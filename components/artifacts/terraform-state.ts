import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../infra/context";
import { PrivateBucket } from "../storage/private-bucket";

/** Earlier states that are kept: all of a year, and the last 100 for longer (the most S3 counts). */
const RETENTION = { days: 365, newer: 100 };

export interface TerraformStateArgs {
  /** Context of the platform: it gives names, tags and settings. */
  context: Context;
  /** ARN of the environment's KMS key `state`. */
  stateKeyArn: pulumi.Input<string>;
}

/**
 * The bucket of the Terraform states of one account, and the table of their locks (CI/CL-002 §6).
 *
 * A workload's state is the object `<svc>/terraform.tfstate`, with its lock file `<key>.tflock`.
 */
export class TerraformState extends pulumi.ComponentResource {
  /** Name of the state bucket: the backend's `bucket`. */
  readonly bucketName: pulumi.Output<string>;
  /** ARN of the state bucket. */
  readonly bucketArn: pulumi.Output<string>;
  /** ARN of the key that the bucket's policy asks of each upload: the backend's `kms_key_id`. */
  readonly keyArn: pulumi.Output<string>;
  /** Name of the lock table: the backend's `dynamodb_table`. */
  readonly tableName: pulumi.Output<string>;
  /** ARN of the lock table; known in a preview. */
  readonly tableArn: pulumi.Output<string>;

  constructor(name: string, args: TerraformStateArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:artifacts:TerraformState", name, {}, opts);
    const { context, stateKeyArn } = args;
    const { protect } = context;
    const { accountId, region } = context.settings;

    const bucket = new PrivateBucket(
      name,
      {
        context,
        component: `terraform-state-${accountId}`,
        keyArn: stateKeyArn,
        retention: RETENTION,
      },
      { parent: this },
    );
    const locks = new aws.dynamodb.Table(
      `${name}-locks`,
      {
        name: context.name("aws:dynamodb/table:Table", "terraform-locks"),
        billingMode: "PAY_PER_REQUEST",
        hashKey: "LockID",
        attributes: [{ name: "LockID", type: "S" }],
        pointInTimeRecovery: { enabled: true },
        serverSideEncryption: { enabled: true, kmsKeyArn: stateKeyArn },
        deletionProtectionEnabled: protect,
        tags: context.tags("terraform-locks"),
      },
      { parent: this, protect },
    );

    this.bucketName = bucket.bucketName;
    this.bucketArn = bucket.arn;
    this.keyArn = pulumi.output(stateKeyArn);
    this.tableName = locks.name;
    this.tableArn = pulumi.interpolate`arn:aws:dynamodb:${region}:${accountId}:table/${locks.name}`;
    this.registerOutputs({
      bucketName: this.bucketName,
      bucketArn: this.bucketArn,
      keyArn: this.keyArn,
      tableName: this.tableName,
      tableArn: this.tableArn,
    });
  }
}
