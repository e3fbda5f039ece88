import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../../infra/context";
import { type AlarmCondition, isMetric, isPercentile, OPERATORS, queriesOf } from "../condition";

export interface MetricAlarmArgs extends AlarmCondition {
  /** Whose alarm it is. */
  context: Context;
  /** What it is about: the last part of its name, such as `http-errors`. */
  component: string;
  /** ARN of the alert topic, which hears of it going off and of it being over. */
  alertTopicArn: pulumi.Input<string>;
  /** The ticket that is opened when it goes off. @default - none: the topic alone hears of it */
  ticket?: Ticket;
  /**
   * Whether it notifies by itself. False for one that only says something together with others,
   * in a composite alarm that notifies.
   * @default true
   */
  notifies?: boolean;
}

/** An OpsItem of AWS Systems Manager. */
export interface Ticket {
  /** 1 is critical, 4 is low. */
  readonly severity: 1 | 2 | 3 | 4;
  readonly category: "Availability" | "Cost" | "Performance" | "Recovery" | "Security";
}

/**
 * Makes a metric alarm: the one way to, so that all are named, tagged and heard of alike. What
 * makes it go off comes from a builder of `metrics/`:
 * `metricAlarm("x", { context, component, alertTopicArn, ...queueAge({ ... }) }, { parent: this })`.
 */
export function metricAlarm(
  name: string,
  args: MetricAlarmArgs,
  opts: pulumi.CustomResourceOptions,
): aws.cloudwatch.MetricAlarm {
  const { context, component, alertTopicArn, ticket, notifies = true, warmUpMinutes } = args;
  const { periods, datapoints = periods } = args;
  return new aws.cloudwatch.MetricAlarm(
    name,
    {
      name: context.name("aws:cloudwatch/metricAlarm:MetricAlarm", component),
      alarmDescription: args.description,
      ...measured(args),
      comparisonOperator: OPERATORS[args.comparison],
      threshold: args.threshold,
      evaluationPeriods: periods,
      datapointsToAlarm: datapoints,
      treatMissingData: args.missingData,
      ...(warmUpMinutes !== undefined && {
        warmUpConfiguration: { warmUpPeriodDurationInMinutes: warmUpMinutes },
      }),
      actionsEnabled: notifies,
      alarmActions: ticket ? [alertTopicArn, ticketAction(context, ticket)] : [alertTopicArn],
      okActions: [alertTopicArn],
      tags: context.tags(component),
    },
    opts,
  );
}

/** The inputs that say what is measured: CloudWatch takes one metric or queries, never both. */
function measured({ measure, period }: AlarmCondition) {
  if (!isMetric(measure)) return { metricQueries: queriesOf(measure, period) };
  const { statistic, ...metric } = measure;
  if (!isPercentile(statistic)) return { ...metric, statistic, period };
  // A percentile of a handful of requests says nothing: the state stays as it was.
  return {
    ...metric,
    extendedStatistic: statistic,
    period,
    evaluateLowSampleCountPercentiles: "ignore",
  };
}

/** Source: AWS Systems Manager guide, "Configure CloudWatch alarms to create OpsItems". */
function ticketAction(
  { settings: { region, accountId } }: Context,
  { severity, category }: Ticket,
) {
  return `arn:aws:ssm:${region}:${accountId}:opsitem:${severity}#CATEGORY=${category}`;
}
