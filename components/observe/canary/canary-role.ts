import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../../infra/context";
import { type ServiceRole, serviceRole } from "../../identity/service-role";

export interface CanaryRoleArgs {
  /** Context of the workload: it gives names, tags and settings. */
  context: Context;
  /** Last part of the role's name, which is the canary's too. */
  component: string;
  /** ARN of the bucket for the canary's results. */
  bucketArn: pulumi.Input<string>;
  /** Prefix of its results in that bucket, without a slash at its end. */
  prefix: string;
  /** ARN of the KMS key that encrypts the canary's results. */
  keyArn: pulumi.Input<string>;
  /** ARN of the managed policy that is the permissions boundary of every role. */
  permissionsBoundaryArn: pulumi.Input<string>;
  /** ARNs of what it calls of an API that asks IAM. @default - none */
  calls?: readonly pulumi.Input<string>[];
}

/**
 * Makes the role of one canary: it writes its own results, metrics and logs, and reads nothing.
 * It may not make a log group: Lambda would make one that is not encrypted and never forgets.
 *
 * @returns its ARN, and the policy that whatever uses the role has to wait for
 */
export function canaryRole(
  name: string,
  args: CanaryRoleArgs,
  opts: pulumi.CustomResourceOptions,
): ServiceRole {
  const { context, component, permissionsBoundaryArn } = args;
  return serviceRole(
    name,
    {
      context,
      component,
      permissionsBoundaryArn,
      description: `Runs the synthetic test of ${context.service}`,
      service: "lambda.amazonaws.com",
      policy: permissions(args),
    },
    opts,
  );
}

/** Source of the list: CloudWatch Synthetics guide, "Required roles and permissions". */
function permissions({
  context,
  component,
  bucketArn,
  prefix,
  keyArn,
  calls = [],
}: CanaryRoleArgs) {
  const { region, accountId } = context.settings;
  const allow = (
    Sid: string,
    Action: string[],
    Resource: pulumi.Input<string> | readonly pulumi.Input<string>[],
    more: object = {},
  ) => ({ Sid, Effect: "Allow", Action, Resource, ...more }) as const;
  const equals = (key: string, value: string) => ({
    Condition: { StringEquals: { [key]: value } },
  });
  const canary = context.name("aws:synthetics/canary:Canary", component);
  const groups = `arn:aws:logs:${region}:${accountId}:log-group:/aws/lambda/${canaryFunctions(canary)}`;
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      allow("Results", ["s3:PutObject"], pulumi.interpolate`${bucketArn}/${prefix}/*`),
      allow("FindBucket", ["s3:GetBucketLocation"], bucketArn),
      allow("ListBuckets", ["s3:ListAllMyBuckets"], "*"),
      allow(
        "EncryptResults",
        ["kms:Decrypt", "kms:GenerateDataKey"],
        keyArn,
        equals("kms:ViaService", `s3.${region}.amazonaws.com`),
      ),
      allow(
        "Metrics",
        ["cloudwatch:PutMetricData"],
        "*",
        equals("cloudwatch:namespace", "CloudWatchSynthetics"),
      ),
      allow("Logs", ["logs:CreateLogStream", "logs:PutLogEvents"], `${groups}:*`),
      ...(calls.length > 0 ? [allow("Call", ["execute-api:Invoke"], calls)] : []),
    ],
  });
}

/**
 * Pattern of the functions of a canary. Synthetics names each `cwsyn-<name>-<UUID>`, and cuts the
 * name so that all of it has 64 characters, as many as Lambda takes: of the name, 21 are left.
 */
function canaryFunctions(canary: string): string {
  return `cwsyn-${canary.slice(0, 21)}-*`;
}
