import type * as pulumi from "@pulumi/pulumi";
import { gapSum, total } from "../../../infra/catalog/kinds/job-timing";
import type { WorkloadOf } from "../../../infra/catalog/workload";
import type { AlarmCondition } from "../../observe/condition";
import type { Health, HealthAlarms, WorkloadGraphs } from "../../observe/health";
import {
  type AliasedFunction,
  lambdaConcurrency,
  lambdaCounts,
  lambdaThrottles,
} from "../../observe/metrics/lambda";
import {
  familyMetric,
  functionDurationExceeded,
  functionRuns,
  type RunRules,
  type Runs,
  runFailed,
  runMissing,
  runSeen,
  type TaskFamily,
  taskDurationExceeded,
  taskRuns,
} from "../../observe/metrics/runs";
import { startAttempts, startFailed } from "../../observe/metrics/scheduler";
import { FAILED_EVENT, failureAlarm } from "../queue/health";

/** The part of a job's health that depends on what it runs as. */
export interface RunHealth {
  readonly runs: Runs;
  /** A run takes longer than it may. */
  readonly durationExceeded: AlarmCondition;
  /** More alarms for the bake, by component key. */
  readonly alarms: HealthAlarms;
  readonly graphs: Pick<WorkloadGraphs, "latency" | "saturation">;
}

export interface JobHealthArgs {
  /** The workload's entry in the catalog. */
  workload: WorkloadOf<"job">;
  /** Metrics, alarms and graphs of one run of the job. */
  run: RunHealth;
  /** Name of the schedule's group. */
  scheduleGroup: pulumi.Input<string>;
  /** Name of the queue for what could not be delivered: starts, and the news of failed runs. */
  deadLetterName: pulumi.Input<string>;
}

/**
 * The health of a job's runs (CI/CL-002 §7.3, §13). A run that does not happen is a breach, once there
 * has been one: nothing is due before the first release (docs/decisions/0017).
 */
export function jobHealth({ workload, run, scheduleGroup, deadLetterName }: JobHealthArgs): Health {
  const { runs, durationExceeded } = run;
  return {
    alarms: {
      // Of what is retired, no run is due.
      ...(!workload.retired && missingRun(runs, total(gapSum(workload)))),
      "run-failed": { readBy: "rollback", condition: runFailed(runs) },
      "run-too-long": { readBy: "bake", condition: durationExceeded },
      "schedule-trouble": { readBy: "bake", condition: startFailed(scheduleGroup) },
      "dead-letters": failureAlarm(
        deadLetterName,
        "A run could not be started, or nobody could be told that one failed: what was given up is kept.",
      ),
      ...run.alarms,
    },
    graphs: {
      traffic: [
        { measure: runs.succeeded, period: 300, label: "runs that ended well" },
        { measure: startAttempts(scheduleGroup), period: 300, label: "starts" },
      ],
      errors: [{ measure: runs.failed, period: 300, label: "runs that failed" }],
      ...run.graphs,
    },
  };
}

/** The alarm on a run that is missing after `seconds`, and the two that it reads. */
function missingRun(runs: Runs, seconds: number): HealthAlarms {
  return {
    "run-late": { readBy: "composite", condition: runMissing(runs, seconds), notifies: false },
    // It notifies once, when the first run has ended.
    "run-seen": { readBy: "composite", condition: runSeen(runs) },
    "run-missing": {
      readBy: "bake",
      description: "A run that was due did not happen, or did not end well.",
      inAlarm: ["run-late"],
      ok: ["run-seen"],
    },
  };
}

/**
 * The health of runs as tasks of one family.
 *
 * @param finishesWithin - longest that a run may take, in seconds
 */
export function taskRunHealth(
  tasks: TaskFamily,
  rules: RunRules,
  finishesWithin: number,
): RunHealth {
  const use = (of: "Cpu" | "Memory", label: string) => ({
    measure: {
      metrics: {
        used: familyMetric(tasks, `${of}Utilized`, "Maximum"),
        reserved: familyMetric(tasks, `${of}Reserved`, "Maximum"),
      },
      expression: "100 * used / reserved",
      label,
    },
    period: 60,
  });
  // One sample a minute.
  const minutes = familyMetric(tasks, "CpuReserved", "SampleCount");
  return {
    runs: taskRuns(rules),
    durationExceeded: taskDurationExceeded(tasks, finishesWithin),
    alarms: {},
    graphs: {
      latency: [{ measure: minutes, period: 3600, label: "minutes of an hour that it ran" }],
      saturation: [use("Cpu", "CPU, %"), use("Memory", "memory, %")],
    },
  };
}

/**
 * The health of runs as a function.
 *
 * @param finishesWithin - longest that a run may take, in seconds
 * @param failedEventsName - name of the queue for runs that Lambda gave up
 */
export function functionRunHealth(
  fn: AliasedFunction,
  finishesWithin: number,
  failedEventsName: pulumi.Input<string>,
): RunHealth {
  const { requests } = lambdaCounts(fn);
  const duration = { ...requests, metricName: "Duration", statistic: "Maximum" };
  return {
    runs: functionRuns(fn),
    durationExceeded: functionDurationExceeded(fn, finishesWithin),
    alarms: { "failed-events": failureAlarm(failedEventsName, FAILED_EVENT) },
    graphs: {
      latency: [{ measure: duration, period: 300, label: "longest run, ms" }],
      saturation: [
        { measure: lambdaConcurrency(fn), period: 60, label: "concurrent executions" },
        lambdaThrottles(fn),
      ],
    },
  };
}
