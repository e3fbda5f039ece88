import type { ECS } from "@aws-sdk/client-ecs";
import { fail, pass, type Verdict } from "../../delivery/decisions/verdict";
import { MIGRATION_TASK_TAG } from "../../infra/migration-task";
import type { ReleaseContractOf } from "../../infra/release/contract";
import { type EndedTask, endOf, runTaskRequest, whyOf } from "../../infra/release/one-task";

/** Begins what started a task of ours: CodeDeploy's deployment follows, or ECS's. */
export const STARTED_BY = "nc/migrates/";

/** What is run once. */
export interface Migration {
  /** The deployment that waits for it: all calls with it are one run. */
  readonly deployment: string;
  readonly contract: ReleaseContractOf<"service">;
  /** ARN of the revision that is deployed: its image has the migrations. */
  readonly taskDefinition: string;
  readonly command: readonly string[];
}

/**
 * Starts the migrations as a task, or finds the run of them. Answers its ARN.
 *
 * @throws {Error} if ECS started none, with its reason
 */
export async function startTask(ecs: ECS, migration: Migration): Promise<string> {
  const { deployment, contract, taskDefinition, command } = migration;
  const request = runTaskRequest(contract, {
    id: `migrations of ${deployment}`,
    taskDefinition,
    command,
    startedBy: `${STARTED_BY}${shortId(deployment)}`,
    tags: [MIGRATION_TASK_TAG],
  });
  const { tasks = [], failures = [] } = await ecs.runTask(request);
  const arn = tasks[0]?.taskArn;
  if (arn !== undefined) return arn;
  throw new Error(`ECS started no task: ${whyOf(failures)}`);
}

/** A task as ECS has it; nothing where ECS has it no longer. */
export async function findTask(
  ecs: ECS,
  cluster: string,
  task: string,
): Promise<EndedTask | undefined> {
  const { tasks = [] } = await ecs.describeTasks({ cluster, tasks: [task] });
  return tasks[0];
}

/** CodeDeploy's id of a deployment, or the last part of the ARN that ECS gives: what fits into `startedBy`. */
export function shortId(deployment: string): string {
  return deployment.split("/").at(-1) ?? deployment;
}

/** What a hook reports of a task. */
export function verdictOn(task: EndedTask, containerName: string): Verdict {
  const end = endOf(task, containerName);
  if (end.state === "failed") return fail(end.reason);
  return end.state === "succeeded"
    ? pass(`${task.taskArn} has migrated`)
    : { kind: "wait", reasons: [`${task.taskArn} is ${task.lastStatus}`] };
}
