import type * as pulumi from "@pulumi/pulumi";
import type { WorkloadOf } from "../../../infra/catalog/workload";
import type { Context } from "../../../infra/context";
import { platformKeyAlias } from "../../../infra/naming/platform-names";
import type { WorkloadConfig } from "../../environment-resources";
import { onlyKeys, platformArns, workloadArns } from "../../identity/arns";
import { type ServiceRole, serviceRole } from "../../identity/service-role";
import { allow, policyText, type Statement } from "../../identity/statement";

/**
 * What Lambda asks of the role of a function in a VPC; none of it can be narrowed to a resource
 * (policy AWSLambdaVPCAccessExecutionRole).
 */
const NETWORK_INTERFACES = [
  "AssignPrivateIpAddresses",
  "CreateNetworkInterface",
  "DeleteNetworkInterface",
  "DescribeNetworkInterfaces",
  "DescribeSubnets",
  "UnassignPrivateIpAddresses",
];

/** Key under which the workload's log groups have the function's own. */
export const LOG_KEY = "function";

/** Last part of the name of the queue for events that the function could not handle. */
export const FAILED_EVENTS = "failed-events";

/** What of a catalog entry says what its function may do. */
export type Executed = Pick<WorkloadOf<"function">, "config" | "secrets"> &
  Partial<Pick<WorkloadOf<"function">, "consumes">> &
  Pick<WorkloadConfig, "former">;

export interface ExecutionRoleArgs {
  /** Context of the workload: it gives names, tags and settings. */
  context: Context;
  /** Fields of the catalog entry from which the function's permissions follow. */
  workload: Executed;
  /** ARN of the managed policy that is the permissions boundary of every role. */
  permissionsBoundaryArn: pulumi.Input<string>;
}

/**
 * Makes the role that a function runs with.
 *
 * @returns its ARN, and the policy that whatever uses the role has to wait for
 */
export function executionRole(
  name: string,
  { context, workload, permissionsBoundaryArn }: ExecutionRoleArgs,
  opts: pulumi.CustomResourceOptions,
): ServiceRole {
  return serviceRole(
    name,
    {
      context,
      component: "function",
      permissionsBoundaryArn,
      description: `Runs the function ${context.service}`,
      service: "lambda.amazonaws.com",
      policy: policyText(executionStatements(context, workload)),
    },
    opts,
  );
}

/** What the function may do, on what is its own; its own code may not touch the network. */
export function executionStatements(
  context: Context,
  { config, secrets, consumes, former }: Executed,
): Statement[] {
  const { regional } = platformArns(context);
  const arns = workloadArns(context);
  const [queue = ""] = arns.queues;
  const [fn = ""] = arns.function;
  const parameters = [...Object.keys(config), ...(former?.parameters ?? [])].map((key) =>
    regional("ssm", `parameter${context.configPath(key)}`),
  );
  // Secrets Manager ends a secret's ARN in a dash and six characters of its own.
  const secretArns = [...Object.keys(secrets), ...(former?.secrets ?? [])].map((key) =>
    regional("secretsmanager", `secret:${context.secretPath(key)}-??????`),
  );
  const readers = [
    ...(parameters.length > 0 ? ["ssm"] : []),
    ...(secretArns.length > 0 ? ["secretsmanager"] : []),
  ];
  return [
    allow("Log", "logs", ["CreateLogStream", "PutLogEvents"], `${arns.logPrefix}${LOG_KEY}:*`),
    // AWS takes no resource for these.
    allow("Traces", "xray", ["PutTelemetryRecords", "PutTraceSegments"], "*"),
    ...(parameters.length > 0
      ? [allow("Config", "ssm", ["GetParameter", "GetParameters"], parameters)]
      : []),
    ...(secretArns.length > 0
      ? [allow("Secrets", "secretsmanager", ["GetSecretValue"], secretArns)]
      : []),
    ...(readers.length > 0 ? [useKey(context, "ConfigKey", ["Decrypt"], "config", readers)] : []),
    allow(
      "FailedEvents",
      "sqs",
      ["SendMessage"],
      regional("sqs", context.name("aws:sqs/queue:Queue", FAILED_EVENTS)),
    ),
    ...(consumes
      ? [
          allow(
            "Messages",
            "sqs",
            ["ChangeMessageVisibility", "DeleteMessage", "GetQueueAttributes", "ReceiveMessage"],
            queue,
          ),
        ]
      : []),
    useKey(context, "MessagingKey", ["Decrypt", "GenerateDataKey"], "messaging", ["sqs"]),
    ...networkPermissions(fn),
  ];
}

/** Lets Lambda place a function in the network, and its code leave the network alone. */
export function networkPermissions(functionArn: string): Statement[] {
  return [
    allow("Network", "ec2", NETWORK_INTERFACES, "*"),
    // Lambda needs these to place the function, before its code runs; the code itself never does
    // (Lambda guide, "Giving Lambda functions access to resources in a VPC").
    {
      Sid: "NetworkIsLambdas",
      Effect: "Deny",
      Action: NETWORK_INTERFACES.map((action) => `ec2:${action}`),
      Resource: "*",
      Condition: { ArnEquals: { "lambda:SourceFunctionArn": functionArn } },
    },
  ];
}

function useKey(
  context: Context,
  Sid: string,
  actions: readonly string[],
  purpose: "config" | "messaging",
  services: readonly string[],
): Statement {
  const alias = platformKeyAlias(context.environment, purpose);
  return allow(
    Sid,
    "kms",
    actions,
    platformArns(context).keys,
    onlyKeys(context, [alias], services),
  );
}
