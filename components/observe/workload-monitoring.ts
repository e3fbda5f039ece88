import * as pulumi from "@pulumi/pulumi";
import type { Edge } from "../../infra/catalog/links/edges";
import type { Context } from "../../infra/context";
import type { EnvironmentResources } from "../environment-resources";
import type { WorkloadAlarms } from "./alarms/alarm";
import { BakeAlarm } from "./alarms/bake-alarm";
import { BurnRate } from "./alarms/burn-rate";
import { alarmNameOf } from "./alarms/composite-alarm";
import type { CanaryScript } from "./canary/canary-script";
import { CanaryTest, type CanaryTestArgs } from "./canary/canary-test";
import { Dashboard } from "./dashboard/dashboard";
import { type Signals, workloadWidgets } from "./dashboard/workload-widgets";
import type { Health } from "./health";

export interface WorkloadMonitoringArgs {
  /** Context of the workload: it gives names, tags and settings. */
  context: Context;
  /** The workload's health. */
  health: Pick<Health, "graphs" | "budget" | "syntheticCheck">;
  /** The alarms on that health. */
  alarms: Pick<WorkloadAlarms, "rollback" | "bake">;
  /** Resources that the environment's workloads share. */
  environmentResources: EnvironmentResources;
  /** Links from the workload and to it. @default - it has none */
  edges?: readonly Edge[];
  /** The script that a canary runs. @default - no canary is made */
  script?: CanaryScript;
}

/**
 * The monitoring of a workload in an environment (CI/CL-002 §13): a canary where it answers requests,
 * alarms on its error budget where it has one, the bake alarm that sums up all of its alarms, and its
 * dashboard.
 */
export class WorkloadMonitoring extends pulumi.ComponentResource {
  /** Signals of the workload, for the environment's dashboard. */
  readonly signals: Signals;
  /**
   * What a release needs to know to read its health. An alarm without data does not set off the
   * composite one: a bake has to ask for the state of each.
   */
  readonly releaseContract: pulumi.Output<{
    readonly alarms: {
      readonly composite: string;
      readonly rollback: readonly string[];
      readonly bake: readonly string[];
    };
    readonly canary?: string;
    readonly errorBudget?: { readonly alarm: string; readonly availability: number };
    readonly dashboard: string;
  }>;

  constructor(name: string, args: WorkloadMonitoringArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:observe:WorkloadMonitoring", name, {}, opts);
    const { context, health, environmentResources, script, edges } = args;
    const { alertTopicArns } = environmentResources;
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
              alertTopicArns,
            },
            child,
          )
        : undefined;
    const burn =
      budget && new BurnRate(`${name}-budget`, { context, alertTopicArns, ...budget }, child);
    const { rollback } = args.alarms;
    const baked = [...args.alarms.bake, ...(canary ? [canary.alarm] : []), ...(burn?.alarms ?? [])];
    const alarms = [...rollback, ...baked];
    const bake = new BakeAlarm(name, { context, alarms, alertTopicArns }, child);
    const { service, environment } = context;
    this.signals = {
      service,
      environment,
      ...health.graphs,
      ...(budget && { budget }),
      alarms: [bake.arn, ...alarms.map((each) => each.arn)],
    };
    const widgets = workloadWidgets(this.signals, edges);
    const { dashboardName } = new Dashboard(`${name}-dashboard`, { context, widgets }, child);

    this.releaseContract = pulumi.output({
      alarms: {
        composite: bake.alarmName,
        rollback: rollback.map((each) => each.name),
        bake: baked.map(alarmNameOf),
      },
      ...(canary && { canary: canary.canaryName }),
      ...(burn &&
        budget && {
          errorBudget: { alarm: burn.countingAlarm, availability: budget.availability },
        }),
      dashboard: dashboardName,
    });
    this.registerOutputs({ releaseContract: this.releaseContract });
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
