import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../../infra/context";
import { platformArns, workloadArns } from "../../identity/arns";
import { allow, type Statement } from "../../identity/statement";

/** Who may send to a queue. */
export interface QueueSenders {
  /** ARNs of the roles of workloads that may send to it. @default - nothing is said of them */
  readonly senders?: readonly string[] | undefined;
  /** Whether nobody may send to it any more. @default false */
  readonly closed?: boolean;
  /** ARNs of EventBridge rules that send to it, which have no role. @default - none */
  readonly ruleArns?: readonly pulumi.Input<string>[];
}

/**
 * The policy of a queue, as JSON text: it refuses calls without TLS, callers of another account at
 * all and, where `senders` are given, messages of every other workload. It allows nothing but what
 * the rules send: that is for the policies of the identities of its account, and of the services of
 * AWS that a producer sends through.
 */
export function queuePolicy(
  context: Context,
  queueArn: pulumi.Input<string>,
  { senders, closed = false, ruleArns = [] }: QueueSenders = {},
): pulumi.Output<string> {
  const { accountId } = context.settings;
  const { breakGlassRole, roles } = platformArns(context);
  const everyone = {
    Effect: "Deny",
    Principal: "*",
    Action: "sqs:*",
    Resource: queueArn,
  } as const;
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "OnlyOverTls",
        ...everyone,
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
      {
        Sid: "OnlyFromItsAccount",
        ...everyone,
        // A service of AWS has no account of its own.
        Condition: {
          StringNotEquals: { "aws:PrincipalAccount": accountId },
          BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
        },
      },
      ...(senders
        ? [
            {
              Sid: "OnlyFromLinks",
              ...everyone,
              Action: "sqs:SendMessage",
              // Roles that the program makes. People may still move dead letters back: an administrator, and break-glass.
              Condition: {
                ArnLike: { "aws:PrincipalArn": roles },
                ArnNotEquals: { "aws:PrincipalArn": [...senders, breakGlassRole] },
              },
            },
          ]
        : []),
      // EventBridge user guide, "Using dead-letter queues": nobody adds it but whoever makes the rule.
      ...(ruleArns.length > 0
        ? [
            {
              Sid: "Rules",
              Effect: "Allow",
              Principal: { Service: "events.amazonaws.com" },
              Action: "sqs:SendMessage",
              Resource: queueArn,
              Condition: { ArnEquals: { "aws:SourceArn": ruleArns } },
            },
          ]
        : []),
      ...(closed ? [{ Sid: "Closed", ...everyone, Action: "sqs:SendMessage" }] : []),
    ],
  });
}

/** Lets a release read how many messages are in a workload's queue and dead-letter queue. */
export function queueDepthPermissions(context: Context): Statement[] {
  return [allow("QueueDepth", "sqs", ["GetQueueAttributes"], workloadArns(context).queues)];
}
