import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../../infra/context";
import { scriptZip } from "./script-zip";

export interface CanaryScriptArgs {
  /** Context of the platform: it gives names, tags and settings. */
  context: Context;
  /** Name of the artifact bucket, which is versioned and encrypts with its own key. */
  bucketName: pulumi.Input<string>;
}

/** The test script that all canaries of an environment run: each gets its own parameters. */
export class CanaryScript extends pulumi.ComponentResource {
  /** Name of the S3 bucket that holds the zip. */
  readonly bucketName: pulumi.Output<string>;
  /** S3 key of the zip, which contains the SHA-256 of its bytes. */
  readonly key: pulumi.Output<string>;
  /** S3 version id of the zip. */
  readonly versionId: pulumi.Output<string>;
  /** The canary's `handler`, such as `check.handler`. */
  readonly handler: string;

  constructor(name: string, args: CanaryScriptArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:observe:CanaryScript", name, {}, opts);
    const { context, bucketName } = args;
    const { bytes, sha256, handler } = scriptZip();

    const object = new aws.s3.BucketObjectv2(
      name,
      {
        bucket: bucketName,
        key: `${context.service}/synthetic-check/${sha256}.zip`,
        contentBase64: Buffer.from(bytes).toString("base64"),
        contentType: "application/zip",
        tags: context.tags("synthetic-check"),
      },
      { parent: this },
    );

    this.bucketName = object.bucket;
    this.key = object.key;
    this.versionId = object.versionId;
    this.handler = handler;
    this.registerOutputs({ bucketName: this.bucketName, key: this.key, versionId: this.versionId });
  }
}
