import { createHash } from "node:crypto";
import type { Task } from "@aws-sdk/client-ecs";
import type { RunState } from "../run-state";
import type { Target, TaskContract } from "../target";

/** A task that is run once. */
export interface TaskRun {
  /** Unique for the run: all calls with it are one run. */
  readonly id: string;
  /** ARN of the revision. */
  readonly taskDefinition: string;
  /** @default - its family's */
  readonly group?: string;
  /** What the workload's own container runs. @default - what the revision says */
  readonly command?: readonly string[];
}

/**
 * Runs a revision, or finds the run of it, and looks how it goes. It never waits. ECS starts one task for one client
 * token, for 24 hours (ECS developer guide, "Ensuring idempotency").
 */
export async function runOnce(target: Target<TaskContract>, run: TaskRun): Promise<RunState> {
  const { clients, contract } = target;
  const { id, taskDefinition, group, command } = run;
  const { cluster, containerName, platformVersion, awsvpcConfiguration } = contract;
  const { subnets, securityGroups } = awsvpcConfiguration;
  const ecs = await clients.ecs();
  const { tasks = [], failures = [] } = await ecs.runTask({
    cluster,
    taskDefinition,
    group,
    platformVersion,
    launchType: "FARGATE",
    count: 1,
    networkConfiguration: {
      awsvpcConfiguration: {
        subnets: [...subnets],
        securityGroups: [...securityGroups],
        assignPublicIp: "DISABLED",
      },
    },
    ...(command && {
      overrides: { containerOverrides: [{ name: containerName, command: [...command] }] },
    }),
    startedBy: "nc",
    // At most 64 characters (ECS API, RunTask).
    clientToken: createHash("sha256").update(id).digest("hex"),
  });
  const arn = tasks[0]?.taskArn;
  if (arn === undefined) {
    return { state: "failed", reason: `ECS started no task: ${whyOf(failures)}` };
  }
  const found = await ecs.describeTasks({ cluster, tasks: [arn] });
  const [task] = found.tasks ?? [];
  if (task !== undefined) return stateOf(task, containerName);
  return { state: "failed", reason: `ECS no longer has ${arn}: ${whyOf(found.failures ?? [])}` };
}

function whyOf(failures: readonly { readonly reason?: string }[]): string {
  return failures.map(({ reason }) => reason).join(", ") || "it gives no reason";
}

/** The end of a run is that of the workload's own container. */
function stateOf(task: Task, containerName: string): RunState {
  const { taskArn, lastStatus, stoppedReason, stoppedAt, containers = [] } = task;
  if (lastStatus !== "STOPPED") return { state: "in-progress" };
  const code = containers.find(({ name }) => name === containerName)?.exitCode;
  if (code === 0) return { state: "succeeded" };
  const exit = code === undefined ? "without an exit code" : `with exit code ${code}`;
  const reason = `${taskArn} stopped ${exit}: ${stoppedReason ?? "ECS gives no reason"}`;
  return stoppedAt === undefined
    ? { state: "failed", reason }
    : { state: "failed", reason, endedAt: stoppedAt };
}
