import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../../infra/context";
import { platformArns } from "../../identity/arns";
import { logGroup } from "../../observe/log-group";

const KEY = "api";

/**
 * What is written of each request: who, what, and how it went; never what was sent or answered.
 * Source of the variables: API Gateway guide, "Customizing HTTP API access logs".
 */
const FORMAT = JSON.stringify(
  Object.fromEntries(
    [
      "requestId",
      "requestTime",
      "routeKey",
      "status",
      "responseLatency",
      "responseLength",
      "integrationErrorMessage",
      "integration.latency",
      "integration.integrationStatus",
      "identity.caller",
      "identity.sourceIp",
      "identity.userAgent",
    ].map((variable) => [variable.split(".").at(-1), `$context.${variable}`]),
  ),
);

export interface AccessLogsArgs {
  /** Context of the workload: it gives names, tags and settings. */
  context: Context;
  /** ARN of the environment's KMS key `logs`. */
  logsKeyArn: pulumi.Input<string>;
  /** Whether the log group is protected where the environment is. @default true */
  protect?: boolean | undefined;
}

/**
 * Makes the encrypted log group of an API's requests.
 *
 * @returns the access log settings of the API's stage, and the policy that the stage depends on
 */
export function accessLogs(
  name: string,
  { context, logsKeyArn, protect }: AccessLogsArgs,
  opts: pulumi.CustomResourceOptions,
) {
  const { accountId } = context.settings;
  const { regional } = platformArns(context);
  const group = logGroup(name, { context, key: KEY, logsKeyArn, protect }, opts);
  // Of the group itself: an account may have only ten policies for all of its groups, and API
  // Gateway would write into one of those, which ends at 5120 characters.
  const policy = new aws.cloudwatch.LogResourcePolicy(
    name,
    {
      resourceArn: group.arn,
      policyDocument: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Sid: "AccessLogs",
            Effect: "Allow",
            Principal: { Service: "delivery.logs.amazonaws.com" },
            Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
            Resource: regional("logs", `log-group:${context.logGroupName(KEY)}:log-stream:*`),
            Condition: { StringEquals: { "aws:SourceAccount": accountId } },
          },
        ],
      }),
    },
    opts,
  );
  return { settings: { destinationArn: group.arn, format: FORMAT }, policy };
}
