import * as pulumi from "@pulumi/pulumi";
import type { WorkloadOf } from "../../../infra/catalog/workload";
import type { Context } from "../../../infra/context";
import { alarmNameOf } from "../../observe/alarms/composite-alarm";
import { scheduleAttempts } from "../../observe/metrics/scheduler";
import type { Sidecar } from "../container/task";
import type { EnvironmentResources, WorkloadConfig } from "../environment-resources";
import type { Extension } from "../function/environment";
import type { Observed } from "../observed";
import { jobAlarms } from "./alarms";
import { FunctionRun } from "./function-run";
import type { Run } from "./run";
import { Schedule } from "./schedule";
import { TaskRun } from "./task-run";

export interface JobArgs {
  /** The workload's context. */
  context: Context;
  workload: WorkloadOf<"job">;
  environmentResources: EnvironmentResources;
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
  /** What there is to observe of it. */
  readonly observed: Observed;
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
    const { failed, watched } = jobAlarms(
      name,
      { context, workload, run, scheduleGroup, alertTopicArn },
      child,
    );

    const bakeAlarms = [...watched, deadLetters.alarm, ...run.alarms];
    this.observed = {
      rollbackAlarms: [failed],
      bakeAlarms,
      graphs: {
        traffic: [
          { measure: run.runs.succeeded, period: 300, label: "runs that ended well" },
          { measure: scheduleAttempts(scheduleGroup), period: 300, label: "starts" },
        ],
        errors: [{ measure: run.runs.failed, period: 300, label: "runs that failed" }],
        ...run.graphs,
      },
    };
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
      rollbackAlarms: [failed.name],
      bakeAlarms: bakeAlarms.map(alarmNameOf),
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
  const given = { context, workload, environmentResources, config };
  return spec.as === "task"
    ? new TaskRun(`${name}-run`, { ...given, spec, ...(sidecars && { sidecars }) }, opts)
    : new FunctionRun(`${name}-run`, { ...given, spec, ...(extensions && { extensions }) }, opts);
}
