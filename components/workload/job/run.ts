import type * as aws from "@pulumi/aws";
import type { WorkloadOf } from "../../../infra/catalog/workload";
import type { Context } from "../../../infra/context";
import type { Statement } from "../../identity/statement";
import type { AlarmCondition } from "../../observe/condition";
import type { Runs } from "../../observe/metrics/runs";
import type { EnvironmentResources, WorkloadConfig } from "../environment-resources";
import type { Observed } from "../observed";

/** What of its schedule's target a run decides: what is started, and how. */
export type RunTarget = Pick<aws.types.input.scheduler.ScheduleTarget, "arn" | "ecsParameters">;

/** What either way to run a job is made of. */
export interface RunArgs<As extends WorkloadOf<"job">["runs"]["as"]> {
  /** The workload's context. */
  context: Context;
  workload: WorkloadOf<"job">;
  /** What of the entry says how it runs. */
  spec: Extract<WorkloadOf<"job">["runs"], { as: As }>;
  environmentResources: EnvironmentResources;
  config: WorkloadConfig;
}

/** What a job runs as, as far as its schedule and its alarms need to know. */
export interface Run {
  readonly target: RunTarget;
  /** What of the schedule a release owns, beside its state, as paths. */
  readonly released: readonly string[];
  /** What the schedule's role may do, to start it. */
  readonly starts: readonly Statement[];
  readonly runs: Runs;
  /** A run takes longer than it may. */
  readonly durationExceeded: AlarmCondition;
  /** More alarms, which a release need not wait for. */
  readonly alarms: readonly aws.cloudwatch.MetricAlarm[];
  readonly graphs: Pick<Observed["graphs"], "latency" | "saturation">;
  /** What a release needs to know of it. */
  readonly delivery: Readonly<Record<string, unknown>>;
}
