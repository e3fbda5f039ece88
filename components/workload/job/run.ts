import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { WorkloadOf } from "../../../infra/catalog/workload";
import type { Context } from "../../../infra/context";
import type { EnvironmentResources, WorkloadConfig } from "../../environment-resources";
import type { Statement } from "../../identity/statement";
import type { WorkloadLinks } from "../links/workload-links";
import type { KindContract } from "../release-contract";
import type { RunHealth } from "./health";

/** What of its schedule's target a run decides: what is started, and how. */
export type RunTarget = Pick<aws.types.input.scheduler.ScheduleTarget, "arn" | "ecsParameters">;

/** What a job is made with, as a task or as a function. */
export interface RunArgs<As extends WorkloadOf<"job">["runs"]["as"]> {
  /** Context of the workload: it gives names, tags and settings. */
  context: Context;
  /** The workload's entry in the catalog. */
  workload: WorkloadOf<"job">;
  /** The entry's `runs`: as a task or as a function. */
  spec: Extract<WorkloadOf<"job">["runs"], { as: As }>;
  /** Resources that the environment's workloads share: keys, network, stores, cluster, load balancer. */
  environmentResources: EnvironmentResources;
  /** ARNs of the workload's parameters and secrets, by key. */
  config: WorkloadConfig;
  /** Environment variables of the workload's links, by name. */
  variables: WorkloadLinks["variables"];
  /** ARN of the queue for what a service of AWS could not deliver. */
  deadLetterArn: pulumi.Input<string>;
}

type Without<T, Key extends PropertyKey> = T extends unknown ? Omit<T, Key> : never;

/** The part of a job's contract with releases that depends on what it runs as. */
export type RunContract = Without<KindContract<"job">, "kind" | "schedule" | "deadLetterQueueUrl">;

/** What a job runs as: a task or a function. */
export interface Run {
  readonly target: RunTarget;
  /** Paths of the schedule's inputs that a release manages, in addition to its state. */
  readonly releaseManagedInputs: readonly string[];
  /** IAM statements that the schedule's role needs to start the run. */
  readonly startPermissions: readonly Statement[];
  readonly health: RunHealth;
  /** Id of the security group in which it runs. */
  readonly securityGroupId: pulumi.Output<string>;
  /** The run's part of the job's release contract. */
  readonly releaseContract: pulumi.Output<RunContract>;
}
