import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { SECURITY_OWNER } from "../../infra/alerts";
import type { Context } from "../../infra/context";
import { metricAlarm } from "../observe/alarms/alarm";
import type { AlertTopicArns } from "../observe/alert-topics";
import { controlChanges } from "./control-changes";

/** CloudWatch namespace of the metrics that are counted in the audit trail. */
const NAMESPACE = "NC/Audit";

export interface ControlChangeAlarmsArgs {
  /** Context of the platform: it gives names, tags and settings. */
  context: Context;
  /** Name of the log group that has the audit trail. */
  logGroupName: pulumi.Input<string>;
  /** ARNs of the SNS topics that alarms notify, by route. */
  alertTopicArns: AlertTopicArns;
}

/**
 * An alarm for each kind of change of what guards deliveries: who changed what is in the audit trail's
 * log group, at the time of the alarm. CloudTrail delivers there within minutes.
 */
export class ControlChangeAlarms extends pulumi.ComponentResource {
  constructor(name: string, args: ControlChangeAlarmsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:audit:ControlChangeAlarms", name, {}, opts);
    const { context, logGroupName, alertTopicArns } = args;
    const child = { parent: this };
    for (const [component, { description, pattern }] of Object.entries(controlChanges(context))) {
      new aws.cloudwatch.LogMetricFilter(
        `${name}-${component}`,
        {
          name: context.name("aws:cloudwatch/logMetricFilter:LogMetricFilter", component),
          logGroupName,
          pattern,
          metricTransformation: { namespace: NAMESPACE, name: component, value: "1" },
        },
        child,
      );
      metricAlarm(
        `${name}-${component}`,
        {
          context,
          component,
          severity: "page",
          owner: SECURITY_OWNER,
          alertTopicArns,
          description,
          measure: {
            namespace: NAMESPACE,
            metricName: component,
            dimensions: {},
            statistic: "Sum",
          },
          period: 300,
          comparison: ">=",
          threshold: 1,
          periods: 1,
          // The metric has a value only where something matched.
          missingData: "notBreaching",
        },
        child,
      );
    }
    this.registerOutputs({});
  }
}
