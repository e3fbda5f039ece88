import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../../infra/context";
import { inputError } from "../../../infra/input-error";

/** Longest rule of a composite alarm, in characters (CloudWatch API, PutCompositeAlarm). */
const RULE_MAX = 10_240;

export interface CompositeAlarmArgs {
  /** Whose alarm it is. */
  context: Context;
  /** What it is about: the last part of its name. */
  component: string;
  /** What is wrong when it goes off. */
  description: string;
  /** When it goes off; see {@link anyOf} and {@link allOf}. */
  rule: pulumi.Input<string>;
  /** ARN of the alert topic. */
  alertTopicArn: pulumi.Input<string>;
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

/** Makes an alarm of alarms: the one way to, so that all are named, tagged and heard of alike. */
export function compositeAlarm(
  name: string,
  args: CompositeAlarmArgs,
  opts: pulumi.CustomResourceOptions & { parent: pulumi.Resource },
): aws.cloudwatch.CompositeAlarm {
  const { context, component, alertTopicArn } = args;
  return new aws.cloudwatch.CompositeAlarm(
    name,
    {
      alarmName: context.name("aws:cloudwatch/compositeAlarm:CompositeAlarm", component),
      alarmDescription: args.description,
      // A check alone: a rule that AWS would refuse stops the plan, if its names are known then.
      alarmRule: pulumi.output(args.rule).apply((rule) => {
        if (ruleFits(rule)) return rule;
        throw inputError(opts.parent, "rule", `${rule.length} characters`, `at most ${RULE_MAX}`);
      }),
      alarmActions: [alertTopicArn],
      okActions: [alertTopicArn],
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
