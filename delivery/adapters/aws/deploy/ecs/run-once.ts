import { endOf, type OneTask, runTaskRequest, whyOf } from "../../../../../infra/release/one-task";
import type { RunState } from "../run-state";
import type { Target, TaskContract } from "../target";

/** Runs a revision, or finds the run of it, and looks how it goes. It never waits. */
export async function runOnce(
  { clients, contract }: Target<TaskContract>,
  run: Omit<OneTask, "startedBy">,
): Promise<RunState> {
  const ecs = await clients.ecs();
  const request = runTaskRequest(contract, { ...run, startedBy: "nc" });
  const { tasks = [], failures = [] } = await ecs.runTask(request);
  const arn = tasks[0]?.taskArn;
  if (arn === undefined) {
    return { state: "failed", reason: `ECS started no task: ${whyOf(failures)}` };
  }
  const { cluster, containerName } = contract;
  const found = await ecs.describeTasks({ cluster, tasks: [arn] });
  const [task] = found.tasks ?? [];
  if (task === undefined) {
    return { state: "failed", reason: `ECS no longer has ${arn}: ${whyOf(found.failures ?? [])}` };
  }
  const end = endOf(task, containerName);
  return end.state === "failed" && task.stoppedAt ? { ...end, endedAt: task.stoppedAt } : end;
}
