import * as pulumi from "@pulumi/pulumi";
import type { WorkloadOf } from "../../../infra/catalog/workload";
import type { Context } from "../../../infra/context";
import type { EnvironmentResources, WorkloadConfig } from "../../environment-resources";
import { WorkloadAlarms } from "../../observe/alarms/alarm";
import { alarmNameOf } from "../../observe/alarms/composite-alarm";
import type { Health } from "../../observe/health";
import type { Sidecar } from "../container/task";
import type { Extension } from "../function/environment";
import { FunctionRun } from "./function-run";
import { jobHealth } from "./health";
import type { Run, RunArgs } from "./run";
import { Schedule } from "./schedule";
import { TaskRun } from "./task-run";

export interface JobArgs {
  /** The workload's context. */
  context: Context;
  /** The workload's entry in the catalog. */
  workload: WorkloadOf<"job">;
  /** What the environment's workloads share: keys, network, stores, cluster, load balancer. */
  environmentResources: EnvironmentResources;
  /** ARNs of the workload's parameters and secrets, by key. */
  config: WorkloadConfig;
  /** Containers beside its own, where it runs as a task. @default - none */
  sidecars?: readonly Sidecar[];
  /** Layers whose processes run beside its code, where it runs as a function. @default - none */
  extensions?: readonly Extension[];
}

/**
 * A scheduled job (CI/CL-002 §7.3): a Fargate task or a Lambda function that EventBridge Scheduler
 * starts. A run that fails, takes too long, cannot be started or does not happen sets off an alarm.
 */
export class Job extends pulumi.ComponentResource {
  readonly health: Health;
  readonly alarms: WorkloadAlarms;
  /** What a release of it needs: names, ARNs and ids, and nothing secret. */
  readonly delivery: Readonly<Record<string, unknown>>;

  constructor(name: string, args: JobArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:workload:Job", name, {}, opts);
    const { context, workload, environmentResources } = args;
    const { alertTopicArn } = environmentResources;
    const child = { parent: this };

    const run = runOf(name, args, child);
    const schedule = new Schedule(
      `${name}-schedule`,
      { context, workload, environmentResources, run },
      child,
    );
    const { groupName: scheduleGroup, deadLetters } = schedule;
    this.health = jobHealth({
      workload,
      run: run.health,
      scheduleGroup,
      deadLetterName: deadLetters.queueName,
    });
    const { alarms } = this.health;
    this.alarms = new WorkloadAlarms(name, { context, alarms, alertTopicArn }, child);

    this.delivery = {
      kind: workload.kind,
      runsAs: workload.runs.as,
      schedule: {
        name: schedule.scheduleName,
        group: scheduleGroup,
        roleArn: schedule.roleArn,
      },
      ...run.delivery,
      deadLetterQueueUrl: deadLetters.queueUrl,
      rollbackAlarms: this.alarms.rollback.map((each) => each.name),
      bakeAlarms: this.alarms.bake.map(alarmNameOf),
    };
    this.registerOutputs({ delivery: this.delivery });
  }
}

function runOf(
  name: string,
  { context, workload, environmentResources, config, sidecars, extensions }: JobArgs,
  opts: pulumi.ComponentResourceOptions,
): Run {
  const { runs: spec } = workload;
  const given: Omit<RunArgs<"task">, "spec"> = {
    context,
    workload,
    environmentResources,
    config,
  };
  return spec.as === "task"
    ? new TaskRun(`${name}-run`, { ...given, spec, sidecars }, opts)
    : new FunctionRun(`${name}-run`, { ...given, spec, extensions }, opts);
}
