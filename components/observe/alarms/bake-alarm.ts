import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../../infra/context";
import { inputError } from "../../../infra/input-error";
import type { AlertTopicArns } from "../alert-topics";
import { alarmNameOf, anyOf, compositeAlarm } from "./composite-alarm";

/** A widget of a dashboard shows 100 alarms (CloudWatch quotas), and the bake alarm is one. */
const ALARMS_MAX = 99;

export interface BakeAlarmArgs {
  /** Context of the workload: it gives names, tags and settings. */
  context: Context;
  /**
   * Alarms of which none may go off: 1 to 99. Those that CodeDeploy reads, and what CodeDeploy
   * must not read: synthetic tests, silence where traffic is expected, the error budget.
   */
  alarms: readonly (aws.cloudwatch.MetricAlarm | aws.cloudwatch.CompositeAlarm)[];
  /** ARNs of the SNS topics that alarms notify, by route. */
  alertTopicArns: AlertTopicArns;
}

/**
 * The one alarm of a workload in an environment that its bake in stg and its watch in prod read
 * (CI/CL-002 §13). CodeDeploy and ECS are given metric alarms instead: that they read composite
 * ones is documented nowhere.
 *
 * An alarm that has no data yet does not set it off: whoever reads it has to ask for the state of
 * each of `alarmNames` too, and wait.
 */
export class BakeAlarm extends pulumi.ComponentResource {
  /** The alarm's name. */
  readonly alarmName: pulumi.Output<string>;
  /** The alarm's ARN. */
  readonly arn: pulumi.Output<string>;
  /** Names of the alarms in its rule. */
  readonly alarmNames: pulumi.Output<string[]>;

  constructor(name: string, args: BakeAlarmArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:observe:BakeAlarm", name, {}, opts);
    const { context, alarms, alertTopicArns } = args;
    if (alarms.length < 1 || alarms.length > ALARMS_MAX) {
      throw inputError(this, "alarms", `${alarms.length} alarms`, `1 to ${ALARMS_MAX}`);
    }

    const named = alarms.map((each) => ({ name: alarmNameOf(each) }));
    const alarm = compositeAlarm(
      name,
      {
        context,
        component: "bake",
        alertTopicArns,
        // Each of its alarms notifies whom it needs.
        severity: "information",
        rule: anyOf(named),
        description: `Something is wrong with ${context.service} in ${context.environment}.`,
      },
      { parent: this },
    );

    this.alarmName = alarm.alarmName;
    this.arn = alarm.arn;
    this.alarmNames = pulumi.output(named.map((each) => each.name));
    const { alarmName, arn, alarmNames } = this;
    this.registerOutputs({ alarmName, arn, alarmNames });
  }
}
