import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { alarmDescription, alarmRunbook, routeOf, type Severity } from "../../../infra/alerts";
import type { Context } from "../../../infra/context";
import { inputError } from "../../../infra/input-error";
import type { AlertTopicArns } from "../alert-topics";

/** Longest rule of a composite alarm, in characters (CloudWatch API, PutCompositeAlarm). */
const RULE_MAX = 10_240;

export interface CompositeAlarmArgs {
  /** Context of the workload, or of the platform, that the alarm belongs to. */
  context: Context;
  /** Last part of the alarm's name, such as `bake`. */
  component: string;
  /** What is wrong while the alarm is in state ALARM: a sentence. */
  description: string;
  /** How soon somebody is needed. */
  severity: Severity;
  /** Expression of alarms' states, in CloudWatch's syntax; see {@link anyOf} and {@link allOf}. */
  rule: pulumi.Input<string>;
  /** ARNs of the SNS topics that alarms notify, by route. */
  alertTopicArns: AlertTopicArns;
}

/** An alarm, as far as a rule needs it. */
export interface NamedAlarm {
  readonly name: pulumi.Input<string>;
}

/** The name of an alarm of either kind. */
export function alarmNameOf(
  alarm: aws.cloudwatch.MetricAlarm | aws.cloudwatch.CompositeAlarm,
): pulumi.Output<string> {
  return "alarmName" in alarm ? alarm.alarmName : alarm.name;
}

/** Makes a composite alarm. All are made here, so that names, tags and actions follow one rule. */
export function compositeAlarm(
  name: string,
  args: CompositeAlarmArgs,
  opts: pulumi.CustomResourceOptions & { parent: pulumi.Resource },
): aws.cloudwatch.CompositeAlarm {
  const { context, component, alertTopicArns, severity } = args;
  const { owner } = context;
  const topicArn = alertTopicArns[routeOf({ severity, owner })];
  const runbook = alarmRunbook(context.settings.github, component);
  return new aws.cloudwatch.CompositeAlarm(
    name,
    {
      alarmName: context.name("aws:cloudwatch/compositeAlarm:CompositeAlarm", component),
      alarmDescription: alarmDescription(args.description, { severity, owner, runbook }),
      // A check alone: a rule that AWS would refuse stops the plan, if its names are known then.
      alarmRule: pulumi.output(args.rule).apply((rule) => {
        if (ruleFits(rule)) return rule;
        throw inputError(opts.parent, "rule", `${rule.length} characters`, `at most ${RULE_MAX}`);
      }),
      alarmActions: [topicArn],
      okActions: [topicArn],
      tags: context.tags(component),
    },
    opts,
  );
}

/** Whether CloudWatch takes a rule of this length. */
export function ruleFits(rule: string): boolean {
  return rule.length <= RULE_MAX;
}

/** A rule that holds while at least one of `alarms` is on. */
export function anyOf(alarms: readonly NamedAlarm[]): pulumi.Output<string> {
  return joined(alarms, " OR ");
}

/** A rule that holds while all of `alarms` are on. */
export function allOf(alarms: readonly NamedAlarm[]): pulumi.Output<string> {
  return joined(alarms, " AND ");
}

function joined(alarms: readonly NamedAlarm[], operator: string): pulumi.Output<string> {
  const terms = alarms.flatMap(({ name }, index) => [index ? operator : "", 'ALARM("', name, '")']);
  return pulumi.concat(...terms);
}
