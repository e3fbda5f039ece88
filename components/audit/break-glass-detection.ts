import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { GLOBAL_STS_REGION } from "../../infra/aws-accounts";
import type { Context } from "../../infra/context";
import { platformArns } from "../identity/arns";
import { type ServiceRole, serviceRole } from "../identity/service-role";
import { allow, policyText } from "../identity/statement";
import type { AlertTopicArns } from "../observe/alert-topics";

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
  /** ARN of the managed policy that is the permissions boundary of every role. */
  permissionsBoundaryArn: pulumi.Input<string>;
}

/**
 * Every call that assumes break-glass, or tries to, is told to Security at once, and opens an OpsItem whose
 * text asks for the review. The account needs a trail with read-only events, which the audit trail is.
 *
 * CloudTrail has a call of STS's global endpoint in us-east-1 where it was not served nearer, so a rule
 * there sends it on. That region is not the pipeline's: an administrator makes the rule, once.
 */
export class BreakGlassDetection extends pulumi.ComponentResource {
  constructor(name: string, args: BreakGlassDetectionArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:audit:BreakGlassDetection", name, {}, opts);
    const { context, alertTopicArns, permissionsBoundaryArn } = args;
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
      to: Pick<aws.cloudwatch.EventTargetArgs, "arn" | "inputTransformer" | "region">,
      role?: ServiceRole,
    ) =>
      new aws.cloudwatch.EventTarget(
        `${name}-${component}`,
        {
          rule: rule.name,
          targetId: component,
          arn: to.arn,
          inputTransformer: to.inputTransformer,
          region: to.region,
          roleArn: role?.arn,
        },
        { ...child, dependsOn: role ? [role.policy] : [] },
      );

    const rule = assumeRule(`${name}-used`, context, "break-glass-used", undefined, child);
    target("security", rule, {
      arn: alertTopicArns.security,
      inputTransformer: { inputPaths: FIELDS, inputTemplate: JSON.stringify(TOLD) },
    });
    const opens = roleOf("review", "Opens the OpsItem.", "ssm:CreateOpsItem", "*");
    const inputTransformer = { inputPaths: FIELDS, inputTemplate: reviewOf(context) };
    target("review", rule, { arn: regional("ssm", "opsitem"), inputTransformer }, opens);

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

/** The rule on calls that assume break-glass, in one region, also those that are denied. */
function assumeRule(
  name: string,
  context: Context,
  component: string,
  region: string | undefined,
  opts: pulumi.CustomResourceOptions,
) {
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
          requestParameters: { roleArn: [platformArns(context).breakGlassRole] },
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
