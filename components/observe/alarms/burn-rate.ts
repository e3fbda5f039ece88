import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../../infra/context";
import { inputError } from "../../../infra/input-error";
import { BURN_RATES, burn, type ServiceLevel } from "../metrics/burn";
import { metricAlarm } from "./alarm";
import { allOf, compositeAlarm } from "./composite-alarm";

export interface BurnRateArgs extends ServiceLevel {
  /** The workload's context. */
  context: Context;
  /** ARN of the alert topic. */
  alertTopicArn: pulumi.Input<string>;
}

/**
 * Alarms on how fast a workload uses up its error budget (CI/CL-002 §13): a fast and a slow pair.
 * A pair goes off when both of its windows breach: the long one says that it matters, the short
 * one that it still goes on. The alarm on one window alone does not notify.
 */
export class BurnRate extends pulumi.ComponentResource {
  /** The two pairs: for the workload's bake alarm. */
  readonly alarms: readonly aws.cloudwatch.CompositeAlarm[];

  constructor(name: string, args: BurnRateArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:observe:BurnRate", name, {}, opts);
    const { context, alertTopicArn, ...level } = args;
    check(this, level);
    const parent = { parent: this };

    this.alarms = Object.entries(BURN_RATES).map(([speed, { rate, ...windows }]) => {
      const parts = Object.entries(windows).map(([window, seconds]) => {
        const component = `burn-${speed}-${window}`;
        const condition = burn(level, rate, seconds);
        const alarm = { context, component, alertTopicArn, notifies: false, ...condition };
        return metricAlarm(`${name}-${speed}-${window}`, alarm, parent);
      });
      const description =
        `${context.service} uses up its error budget of ${level.availability} % ${rate} times ` +
        "faster than it may.";
      const pair = {
        context,
        component: `burn-${speed}`,
        alertTopicArn,
        description,
        rule: allOf(parts),
      };
      return compositeAlarm(`${name}-${speed}`, pair, parent);
    });
    this.registerOutputs({ alarmArns: this.alarms.map((each) => each.arn) });
  }
}

function check(owner: pulumi.Resource, { availability, requests, errors }: ServiceLevel): void {
  if (!(availability > 0 && availability < 100)) {
    throw inputError(owner, "availability", availability, "a percentage above 0 and below 100");
  }
  for (const [field, { length }] of Object.entries({ requests, errors })) {
    if (length < 1 || length > 4) throw inputError(owner, field, `${length} metrics`, "1 to 4");
  }
}
