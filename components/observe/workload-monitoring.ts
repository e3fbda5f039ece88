import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../infra/context";
import type { EnvironmentResources } from "../environment-resources";
import type { WorkloadAlarms } from "./alarms/alarm";
import { BakeAlarm } from "./alarms/bake-alarm";
import { BurnRate } from "./alarms/burn-rate";
import type { CanaryScript } from "./canary/canary-script";
import { CanaryTest, type CanaryTestArgs } from "./canary/canary-test";
import { Dashboard } from "./dashboard/dashboard";
import { type Signals, workloadWidgets } from "./dashboard/workload-widgets";
import type { Health } from "./health";

export interface WorkloadMonitoringArgs {
  /** The workload's context. */
  context: Context;
  /** The workload's health. */
  health: Pick<Health, "graphs" | "budget" | "syntheticCheck">;
  /** The alarms on that health. */
  alarms: Pick<WorkloadAlarms, "rollback" | "bake">;
  /** What the workloads of the environment share. */
  environmentResources: EnvironmentResources;
  /** The script that a canary runs. @default - no canary is made */
  script?: CanaryScript;
}

/**
 * The monitoring of a workload in an environment (CI/CL-002 §13): a canary where it answers requests,
 * alarms on its error budget where it has one, the bake alarm that sums up all of its alarms, and its
 * dashboard.
 */
export class WorkloadMonitoring extends pulumi.ComponentResource {
  /** What the environment's dashboard shows of it. */
  readonly signals: Signals;
  /**
   * What a bake reads, by name: `bakeAlarm`, the `alarms` that it is made of, each of which has to
   * have data, and the `canary`, where there is one.
   */
  readonly delivery: Readonly<Record<string, unknown>>;

  constructor(name: string, args: WorkloadMonitoringArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:observe:WorkloadMonitoring", name, {}, opts);
    const { context, health, environmentResources, script } = args;
    const { alertTopicArn } = environmentResources;
    const { syntheticCheck, budget } = health;
    const child = { parent: this };

    const canary =
      script && syntheticCheck
        ? new CanaryTest(
            `${name}-canary`,
            {
              context,
              script,
              ...syntheticCheck,
              ...canaryResources(environmentResources),
              alertTopicArn,
            },
            child,
          )
        : undefined;
    const burn =
      budget && new BurnRate(`${name}-budget`, { context, alertTopicArn, ...budget }, child);
    const alarms = [
      ...args.alarms.rollback,
      ...args.alarms.bake,
      ...(canary ? [canary.alarm] : []),
      ...(burn?.alarms ?? []),
    ];
    const bake = new BakeAlarm(name, { context, alarms, alertTopicArn }, child);
    const { service, environment } = context;
    this.signals = {
      service,
      environment,
      ...health.graphs,
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

function canaryResources({
  artifacts,
  keyArns,
  permissionsBoundaryArn,
}: EnvironmentResources): Pick<
  CanaryTestArgs,
  "artifactsBucket" | "artifactsKeyArn" | "logsKeyArn" | "permissionsBoundaryArn"
> {
  return {
    artifactsBucket: { name: artifacts.bucketName, arn: artifacts.bucketArn },
    artifactsKeyArn: keyArns.artifacts,
    logsKeyArn: keyArns.logs,
    permissionsBoundaryArn,
  };
}
