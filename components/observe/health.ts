import type { Severity } from "../../infra/alerts";
import type { Context } from "../../infra/context";
import type { SyntheticCheck } from "./canary/canary-parameters";
import type { AlarmCondition, Metric } from "./condition";
import type { Line } from "./dashboard/graph";

/**
 * How the health of a workload is measured. One pure function per kind returns it, in
 * `components/workload/<kind>/health.ts`; the alarms, the dashboard and the canary are made from it.
 */
export interface Health {
  /** Alarms by component key, which is the last part of the alarm's name. */
  readonly alarms: HealthAlarms;
  readonly graphs: WorkloadGraphs;
  /** Service level of the workload's error budget. @default - it has none */
  readonly budget?: ServiceLevel;
  /** Requests of the workload's canary. @default - none: it answers no requests */
  readonly syntheticCheck?: SyntheticCheck;
}

/** The service level of a workload that answers requests, and what its error budget is counted by. */
export interface ServiceLevel {
  /** Share of good requests over 30 days, in percent, below 100. */
  readonly availability: number;
  /** Counts of requests, which are added up: one to four. */
  readonly requests: readonly Metric[];
  /** Counts of the bad ones, which are added up: one to four. */
  readonly errors: readonly Metric[];
  /** Whether requests keep coming, so that a window without any breaches. */
  readonly expectsTraffic: boolean;
  /** Requests in a window below which no share is computed. */
  readonly minimumRequests: number;
}

export type HealthAlarms = Readonly<Record<string, MetricHealthAlarm | CompositeHealthAlarm>>;

/** An alarm on a metric. */
export interface MetricHealthAlarm {
  /**
   * Who reads it. `rollback`: CodeDeploy, ECS and AppConfig, which then take a release back, and the
   * bake. `bake`: the bake alone. `composite`: a composite alarm of the same workload, by its key.
   */
  readonly readBy: "rollback" | "bake" | "composite";
  readonly condition: AlarmCondition;
  /** How soon somebody is needed. @default - `page` where a release is taken back for it, else `ticket` */
  readonly severity?: Severity;
  /** The OpsItem that is opened when it goes off. @default - none */
  readonly ticket?: Ticket;
  /** Whether it notifies the alert topic. @default true */
  readonly notifies?: boolean;
}

/** An alarm on other alarms of the same workload, which the bake reads. */
export interface CompositeHealthAlarm {
  readonly readBy: "bake";
  /** What is wrong while the alarm is in state ALARM: a sentence. */
  readonly description: string;
  /** How soon somebody is needed. @default ticket */
  readonly severity?: Severity;
  /** Keys of the alarms that have to be in state ALARM. */
  readonly inAlarm: readonly string[];
  /** Keys of the alarms that have to be in state OK. */
  readonly ok: readonly string[];
}

/** An OpsItem of AWS Systems Manager. */
export interface Ticket {
  /** 1 is critical, 4 is low. */
  readonly severity: 1 | 2 | 3 | 4;
  readonly category: "Availability" | "Cost" | "Performance" | "Recovery" | "Security";
}

/** What a workload's dashboard shows: the four golden signals. */
export interface WorkloadGraphs {
  /** Requests, invocations, messages or runs. */
  readonly traffic: readonly Line[];
  readonly errors: readonly Line[];
  /** Duration: p95, the age of the oldest message, or the longest run. */
  readonly latency: readonly Line[];
  /** Use of what is limited: CPU, memory, tasks or concurrent executions. */
  readonly saturation: readonly Line[];
}

/**
 * Whether a workload's requests keep coming in the environment of `context`, so that no request is a
 * breach: as its SLO says, and never in dev or once it is retired.
 */
export function expectsTraffic(
  { environment, retired }: Pick<Context, "environment" | "retired">,
  slo: { readonly expectsTraffic: boolean },
): boolean {
  return slo.expectsTraffic && environment !== "dev" && !retired;
}
