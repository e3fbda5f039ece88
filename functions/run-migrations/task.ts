import type { ECS } from "@aws-sdk/client-ecs";
import { fail, pass, type Verdict } from "../../delivery/decisions/verdict";
import type { ReleaseContractOf } from "../../infra/release/contract";
import { type EndedTask, endOf, runTaskRequest, whyOf } from "../../infra/release/one-task";

/** Begins what started a task of ours: CodeDeploy's deployment follows. */
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

/** Runs the migrations as a task, or finds the run of them, and looks how it goes. */
export async function runTask(ecs: ECS, migration: Migration): Promise<Verdict> {
  const { deployment, contract, taskDefinition, command } = migration;
  const { cluster, containerName } = contract;
  const request = runTaskRequest(contract, {
    id: `migrations of ${deployment}`,
    taskDefinition,
    command,
    startedBy: `${STARTED_BY}${deployment.split("/").at(-1)}`,
  });
  const { tasks = [], failures = [] } = await ecs.runTask(request);
  const arn = tasks[0]?.taskArn;
  if (arn === undefined) return fail(`ECS started no task: ${whyOf(failures)}`);
  const found = await ecs.describeTasks({ cluster, tasks: [arn] });
  const [task] = found.tasks ?? [];
  return task === undefined ? fail(`ECS no longer has ${arn}`) : verdictOn(task, containerName);
}

/** What a hook reports of a task. */
export function verdictOn(task: EndedTask, containerName: string): Verdict {
  const end = endOf(task, containerName);
  if (end.state === "failed") return fail(end.reason);
  return end.state === "succeeded"
    ? pass(`${task.taskArn} has migrated`)
    : { kind: "wait", reasons: [`${task.taskArn} is ${task.lastStatus}`] };
}
