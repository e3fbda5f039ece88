import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { LOAD_BALANCER_LOGS_ACCOUNT } from "../../infra/aws-accounts";
import type { Context } from "../../infra/context";
import { PrivateBucket } from "../storage/private-bucket";

/** The service that writes access logs in newer regions, and in older ones once AWS migrates them. */
const WRITER_SERVICE = "logdelivery.elasticloadbalancing.amazonaws.com";

/** How long a replaced or deleted access log is kept. Others are kept for `logRetentionDays`. */
const RETENTION = { days: 30 };

export interface LoadBalancerAccessLogsArgs {
  /** Context of the platform: it gives names, tags and settings. */
  context: Context;
}

/**
 * The bucket of the load balancer's access logs. It is encrypted with S3's own key, as Elastic Load
 * Balancing does not write to a bucket with a KMS key.
 */
export class LoadBalancerAccessLogs extends pulumi.ComponentResource {
  /** The bucket's name, known once the bucket has its policy: AWS tests it for a load balancer. */
  readonly bucketName: pulumi.Output<string>;

  constructor(
    name: string,
    { context }: LoadBalancerAccessLogsArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("nc:runtime:LoadBalancerAccessLogs", name, {}, opts);
    const component = `load-balancer-logs-${context.settings.accountId}`;
    const bucketName = context.name("aws:s3/bucket:Bucket", component);
    const bucket = new PrivateBucket(
      name,
      {
        context,
        component,
        retention: RETENTION,
        statements: logDeliveryStatements(context, bucketName),
        expireDays: context.settings.logRetentionDays,
      },
      { parent: this },
    );

    this.bucketName = bucket.bucketName;
    this.registerOutputs({ bucketName: this.bucketName });
  }
}

function logDeliveryStatements(
  { settings: { accountId, region } }: Context,
  bucketName: string,
): aws.iam.PolicyStatement[] {
  const write = {
    Effect: "Allow" as const,
    Action: "s3:PutObject",
    Resource: `arn:aws:s3:::${bucketName}/AWSLogs/${accountId}/*`,
  };
  const loadBalancers = `arn:aws:elasticloadbalancing:${region}:${accountId}:loadbalancer/*`;
  return [
    {
      Sid: "LoadBalancerAccount",
      ...write,
      Principal: { AWS: `arn:aws:iam::${LOAD_BALANCER_LOGS_ACCOUNT}:root` },
    },
    {
      Sid: "LoadBalancerService",
      ...write,
      Principal: { Service: WRITER_SERVICE },
      Condition: {
        StringEquals: { "aws:SourceAccount": accountId },
        ArnLike: { "aws:SourceArn": loadBalancers },
      },
    },
  ];
}
