import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { alarmDescription, alarmRunbook, routeOf, type Severity } from "../../../infra/alerts";
import type { Context } from "../../../infra/context";
import type { AlertTopicArns } from "../alert-topics";
import { type AlarmCondition, isMetric, isPercentile, OPERATORS, queriesOf } from "../condition";
import type { CompositeHealthAlarm, HealthAlarms, Ticket } from "../health";
import { alarmNameOf, compositeAlarm } from "./composite-alarm";

export interface MetricAlarmArgs extends AlarmCondition {
  /** Context of the workload, or of the platform, that the alarm belongs to. */
  context: Context;
  /** Last part of the alarm's name, such as `http-errors`. */
  component: string;
  /** How soon somebody is needed. */
  severity: Severity;
  /** Slug of the team that owns what is wrong, or `security`. @default - the context's owner */
  owner?: string;
  /** ARNs of the SNS topics; one is notified when the alarm enters state ALARM and state OK. */
  alertTopicArns: AlertTopicArns;
  /** The OpsItem that is opened when it goes off. @default - none */
  ticket?: Ticket;
  /** Whether it notifies the topic. False for a part of a composite alarm, which notifies. @default true */
  notifies?: boolean;
}

/**
 * Makes a metric alarm. All are made here, so that names, tags and actions follow one rule. The
 * condition comes from a function of `metrics/`:
 * `metricAlarm("x", { context, component, alertTopicArns, ...queueAge({ ... }) }, { parent: this })`.
 */
export function metricAlarm(
  name: string,
  args: MetricAlarmArgs,
  opts: pulumi.CustomResourceOptions,
): aws.cloudwatch.MetricAlarm {
  const { context, component, alertTopicArns, ticket, notifies = true, warmUpMinutes } = args;
  const { periods, datapoints = periods, severity, owner = context.owner } = args;
  const topicArn = alertTopicArns[routeOf({ severity, owner })];
  const runbook = alarmRunbook(context.settings.github, component);
  return new aws.cloudwatch.MetricAlarm(
    name,
    {
      name: context.name("aws:cloudwatch/metricAlarm:MetricAlarm", component),
      alarmDescription: alarmDescription(args.description, { severity, owner, runbook }),
      ...measured(args),
      comparisonOperator: OPERATORS[args.comparison],
      threshold: args.threshold,
      evaluationPeriods: periods,
      datapointsToAlarm: datapoints,
      treatMissingData: args.missingData,
      warmUpConfiguration:
        warmUpMinutes === undefined ? undefined : { warmUpPeriodDurationInMinutes: warmUpMinutes },
      actionsEnabled: notifies,
      alarmActions: ticket ? [topicArn, ticketAction(context, ticket)] : [topicArn],
      okActions: [topicArn],
      tags: context.tags(component),
    },
    opts,
  );
}

export interface WorkloadAlarmsArgs {
  /** Context of the workload: it gives names, tags and settings. */
  context: Context;
  /** Alarms by component key. */
  alarms: HealthAlarms;
  /** ARNs of the SNS topics that alarms notify, by route. */
  alertTopicArns: AlertTopicArns;
}

/** The alarms on the health of one workload, each named `<name>-<component key>`. */
export class WorkloadAlarms extends pulumi.ComponentResource {
  /** Alarms for which CodeDeploy, ECS and AppConfig take a release or a flag back. */
  readonly rollback: readonly aws.cloudwatch.MetricAlarm[];
  /** Alarms that only the bake reads. */
  readonly bake: readonly (aws.cloudwatch.MetricAlarm | aws.cloudwatch.CompositeAlarm)[];

  constructor(name: string, args: WorkloadAlarmsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:observe:WorkloadAlarms", name, {}, opts);
    const { context, alertTopicArns } = args;
    const child = { parent: this };
    const rollback: aws.cloudwatch.MetricAlarm[] = [];
    const bake: (aws.cloudwatch.MetricAlarm | aws.cloudwatch.CompositeAlarm)[] = [];
    const made = new Map<string, aws.cloudwatch.MetricAlarm>();

    for (const [component, alarm] of Object.entries(args.alarms)) {
      const shared = { context, component, alertTopicArns };
      if ("inAlarm" in alarm) {
        const { description, severity = "ticket" } = alarm;
        const rule = ruleOf(alarm, made);
        bake.push(
          compositeAlarm(`${name}-${component}`, { ...shared, description, severity, rule }, child),
        );
        continue;
      }
      const { condition, readBy, ticket, notifies } = alarm;
      const { severity = readBy === "rollback" ? "page" : "ticket" } = alarm;
      const metric = { ...shared, severity, ticket, notifies, ...condition };
      const one = metricAlarm(`${name}-${component}`, metric, child);
      made.set(component, one);
      if (readBy === "rollback") rollback.push(one);
      if (readBy === "bake") bake.push(one);
    }

    this.rollback = rollback;
    this.bake = bake;
    this.registerOutputs({ alarmNames: [...rollback, ...bake].map(alarmNameOf) });
  }
}

/** @throws {RangeError} for a key that no metric alarm before it has */
function ruleOf(
  { inAlarm, ok }: CompositeHealthAlarm,
  made: ReadonlyMap<string, aws.cloudwatch.MetricAlarm>,
): pulumi.Output<string> {
  const term = (state: "ALARM" | "OK") => (key: string) => {
    const alarm = made.get(key);
    if (!alarm) throw new RangeError(`${key} is the key of no metric alarm before it`);
    return pulumi.interpolate`${state}("${alarm.name}")`;
  };
  const terms = [...inAlarm.map(term("ALARM")), ...ok.map(term("OK"))];
  return pulumi.all(terms).apply((all) => all.join(" AND "));
}

/** The inputs that say what is measured: CloudWatch takes one metric or queries, never both. */
function measured({ measure, period }: AlarmCondition): Partial<aws.cloudwatch.MetricAlarmArgs> {
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
