import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { SECURITY_OWNER } from "../../infra/alerts";
import { GLOBAL_STS_REGION } from "../../infra/aws-accounts";
import type { Context } from "../../infra/context";
import { platformArns } from "../identity/arns";
import { type ServiceRole, serviceRole } from "../identity/service-role";
import { allow, policyText } from "../identity/statement";
import { metricAlarm } from "../observe/alarms/alarm";
import type { AlertTopicArns } from "../observe/alert-topics";
import { queueDepth } from "../observe/metrics/queue";
import { RULE_RETRY } from "../observe/rule-retry";
import { DeadLetterQueue } from "../workload/queue/dead-letter-queue";

/** Last part of the names of the queue of lost events and of its alarm. */
const LOST_EVENTS = "break-glass-lost-events";

/** Fields of CloudTrail's event of an assume, by the name that a template uses. */
const FIELDS = {
  account: "$.account",
  error: "$.detail.errorCode",
  event: "$.detail.eventID",
  from: "$.detail.sourceIPAddress",
  region: "$.detail.awsRegion",
  time: "$.detail.eventTime",
  who: "$.detail.userIdentity.arn",
};

export interface BreakGlassDetectionArgs {
  /** Context of the platform: it gives names, tags and settings. */
  context: Context;
  /** ARNs of the SNS topics that alarms notify, by route: Security's is told. */
  alertTopicArns: AlertTopicArns;
  /** ARN of the environment's KMS key `messaging`. */
  messagingKeyArn: pulumi.Input<string>;
  /** ARN of the managed policy that is the permissions boundary of every role. */
  permissionsBoundaryArn: pulumi.Input<string>;
}

/**
 * Every call that assumes break-glass, or tries to, is told to Security at once, and opens an OpsItem whose
 * text asks for the review. The account needs a trail with read-only events, which the audit trail is. An event that
 * could not be delivered is kept in a queue, with an alarm for Security.
 *
 * CloudTrail has a call of STS's global endpoint in us-east-1 where it was not served nearer, so a rule
 * there sends it on. That region is not the pipeline's: an administrator makes the rule, once. It has no queue: an alarm
 * there could tell nobody here. What it would lose is seen in the audit trail, by the alarm `break-glass-elsewhere`.
 */
export class BreakGlassDetection extends pulumi.ComponentResource {
  constructor(name: string, args: BreakGlassDetectionArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:audit:BreakGlassDetection", name, {}, opts);
    const { context, alertTopicArns, messagingKeyArn, permissionsBoundaryArn } = args;
    const { accountId, region } = context.settings;
    const { regional } = platformArns(context);
    const child = { parent: this };
    const roleOf = (component: string, description: string, action: string, on: string) =>
      serviceRole(
        `${name}-${component}`,
        {
          context,
          component: `break-glass-${component}`,
          description,
          service: "events.amazonaws.com",
          condition: { StringEquals: { "aws:SourceAccount": accountId } },
          policy: policyText([allow("Target", ...serviceOf(action), on)]),
          permissionsBoundaryArn,
        },
        child,
      );
    const target = (
      component: string,
      rule: aws.cloudwatch.EventRule,
      to: Omit<aws.cloudwatch.EventTargetArgs, "rule" | "targetId" | "roleArn">,
      role?: ServiceRole,
    ) =>
      new aws.cloudwatch.EventTarget(
        `${name}-${component}`,
        {
          rule: rule.name,
          targetId: component,
          roleArn: role?.arn,
          retryPolicy: RULE_RETRY,
          ...to,
        },
        { ...child, dependsOn: role ? [role.policy] : [] },
      );

    const rule = assumeRule(`${name}-used`, context, "break-glass-used", undefined, child);
    const lost = new DeadLetterQueue(
      `${name}-lost-events`,
      { context, component: LOST_EVENTS, messagingKeyArn, ruleArns: [rule.arn] },
      child,
    );
    metricAlarm(
      `${name}-lost-events`,
      {
        context,
        component: LOST_EVENTS,
        severity: "page",
        owner: SECURITY_OWNER,
        alertTopicArns,
        ...queueDepth({ queueName: lost.queueName, above: 0 }),
        description:
          "Break-glass was used, and Security or the review could not be told: the event is kept.",
      },
      child,
    );
    const deadLetterConfig = { arn: lost.queueArn };
    target("security", rule, {
      arn: alertTopicArns.security,
      deadLetterConfig,
      inputTransformer: { inputPaths: FIELDS, inputTemplate: JSON.stringify(TOLD) },
    });
    const opens = roleOf("review", "Opens the OpsItem.", "ssm:CreateOpsItem", "*");
    const inputTransformer = { inputPaths: FIELDS, inputTemplate: reviewOf(context) };
    const item = { arn: regional("ssm", "opsitem"), deadLetterConfig, inputTransformer };
    target("review", rule, item, opens);

    const there = assumeRule(
      `${name}-global`,
      context,
      "break-glass-global",
      GLOBAL_STS_REGION,
      child,
    );
    const bus = `arn:aws:events:${region}:${accountId}:event-bus/default`;
    const sends = roleOf("forward", "Sends events on.", "events:PutEvents", bus);
    target("forward", there, { arn: bus, region: GLOBAL_STS_REGION }, sends);
    this.registerOutputs({});
  }
}

/**
 * The rule on calls that assume break-glass, in one region, also those that are denied: CloudTrail may leave out the parameters of
 * such a call, whose message has the role.
 */
function assumeRule(
  name: string,
  context: Context,
  component: string,
  region: string | undefined,
  opts: pulumi.CustomResourceOptions,
) {
  const { breakGlassRole } = platformArns(context);
  return new aws.cloudwatch.EventRule(
    name,
    {
      name: context.name("aws:cloudwatch/eventRule:EventRule", component),
      description: "Somebody assumes break-glass, or tries to.",
      eventPattern: JSON.stringify({
        source: ["aws.sts"],
        "detail-type": ["AWS API Call via CloudTrail"],
        detail: {
          eventSource: ["sts.amazonaws.com"],
          eventName: ["AssumeRole"],
          $or: [
            { requestParameters: { roleArn: [breakGlassRole] } },
            { errorMessage: [{ wildcard: `*${breakGlassRole}*` }] },
          ],
        },
      }),
      // AssumeRole is a read-only management event, which "ENABLED" leaves out (EventBridge user guide,
      // "Receiving read-only management events from AWS services").
      state: "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS",
      region,
      tags: context.tags(component),
    },
    opts,
  );
}

const TOLD =
  "Break-glass was assumed, or somebody tried: <who> from <from> in <region> of account <account> at " +
  "<time>. Error: <error>. CloudTrail event: <event>.";

/** An OpsItem, one for each event (Systems Manager user guide, "Create OpsItems with EventBridge"). */
function reviewOf({ environment, settings: { github } }: Context): string {
  const dedup = { value: '{"dedupString":"break-glass-<event>"}' };
  const runbook = `https://github.com/${github.organization}/${github.repository}/blob/main/docs/runbooks/break-glass.md`;
  return JSON.stringify({
    title: `Break-glass of ${environment} was used: review it`,
    description: `${TOLD} Task: hold the post-incident review, see ${runbook}`,
    category: "Security",
    severity: "2",
    source: "nc-break-glass",
    operationalData: { "/aws/dedup": dedup },
  });
}

function serviceOf(action: string): [service: string, actions: string[]] {
  const [service = "", name = ""] = action.split(":");
  return [service, [name]];
}
