import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../infra/context";
import type { EnvironmentResources } from "../workload/environment-resources";
import type { Observed } from "../workload/observed";
import { BakeAlarm } from "./alarms/bake-alarm";
import { BurnRate } from "./alarms/burn-rate";
import type { CanaryScript } from "./canary/canary-script";
import { CanaryTest } from "./canary/canary-test";
import { Dashboard } from "./dashboard/dashboard";
import { type Signals, workloadWidgets } from "./dashboard/workload-widgets";

export interface WorkloadMonitoringArgs {
  /** The workload's context. */
  context: Context;
  observed: Observed;
  environmentResources: EnvironmentResources;
  /** What a synthetic test runs. @default - none is made */
  script?: CanaryScript;
}

/**
 * What watches a workload in an environment (CI/CL-002 §13): a synthetic test where it answers
 * requests, alarms on its error budget where it has one, the one alarm that sums up all of its
 * alarms, and its dashboard.
 */
export class WorkloadMonitoring extends pulumi.ComponentResource {
  /** What there is to see of it: for the environment's dashboard. */
  readonly signals: Signals;
  /**
   * What a bake and a watch read, by name: `bakeAlarm`, the `alarms` that it is made of, each of
   * which has to have data, and the `canary`, where there is one.
   */
  readonly delivery: Readonly<Record<string, unknown>>;

  constructor(name: string, args: WorkloadMonitoringArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:observe:WorkloadMonitoring", name, {}, opts);
    const { context, observed, environmentResources, script } = args;
    const { alertTopicArn } = environmentResources;
    const { tested, budget } = observed;
    const child = { parent: this };

    const canary =
      script && tested
        ? new CanaryTest(
            `${name}-canary`,
            { context, script, ...tested, ...placeOf(environmentResources), alertTopicArn },
            child,
          )
        : undefined;
    const burn =
      budget && new BurnRate(`${name}-budget`, { context, alertTopicArn, ...budget }, child);
    const alarms = [
      ...observed.rollbackAlarms,
      ...observed.bakeAlarms,
      ...(canary ? [canary.alarm] : []),
      ...(burn?.alarms ?? []),
    ];
    const bake = new BakeAlarm(name, { context, alarms, alertTopicArn }, child);
    const { service, environment } = context;
    this.signals = {
      service,
      environment,
      ...observed.graphs,
      ...(budget && { budget }),
      alarms: [bake.arn, ...alarms.map((each) => each.arn)],
    };
    const widgets = workloadWidgets(this.signals);
    const { dashboardName } = new Dashboard(`${name}-dashboard`, { context, widgets }, child);

    this.delivery = {
      bakeAlarm: bake.alarmName,
      alarms: bake.alarmNames,
      ...(canary && { canary: canary.canaryName }),
      dashboard: dashboardName,
    };
    this.registerOutputs({ delivery: this.delivery });
  }
}

function placeOf({ artifacts, keyArns, permissionsBoundaryArn }: EnvironmentResources) {
  return {
    artifactsBucket: { name: artifacts.bucketName, arn: artifacts.bucketArn },
    artifactsKeyArn: keyArns.artifacts,
    logsKeyArn: keyArns.logs,
    permissionsBoundaryArn,
  };
}
