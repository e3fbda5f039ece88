import { createHash } from "node:crypto";
import type { ECS, Task } from "@aws-sdk/client-ecs";
import { fail, pass, type Verdict } from "../../delivery/decisions/verdict";
import type { ReleaseContractOf } from "../../infra/release/contract";

/** Begins what started a task of ours: CodeDeploy's deployment follows. At most 128 characters (ECS API, RunTask). */
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
 * Runs the migrations as a task, or finds the run of them, and looks how it goes. ECS starts one task for one client
 * token, for 24 hours (ECS developer guide, "Ensuring idempotency").
 */
export async function runTask(ecs: ECS, migration: Migration): Promise<Verdict> {
  const { deployment, contract, taskDefinition, command } = migration;
  const { cluster, containerName, platformVersion, awsvpcConfiguration } = contract;
  const { subnets, securityGroups } = awsvpcConfiguration;
  const { tasks = [], failures = [] } = await ecs.runTask({
    cluster,
    taskDefinition,
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
    overrides: { containerOverrides: [{ name: containerName, command: [...command] }] },
    startedBy: `${STARTED_BY}${deployment.split("/").at(-1)}`,
    // At most 64 characters.
    clientToken: createHash("sha256").update(`migrations of ${deployment}`).digest("hex"),
  });
  const arn = tasks[0]?.taskArn;
  if (arn === undefined) {
    const why = failures.map(({ reason }) => reason).join(", ") || "it gives no reason";
    return fail(`ECS started no task: ${why}`);
  }
  const found = await ecs.describeTasks({ cluster, tasks: [arn] });
  const [task] = found.tasks ?? [];
  return task === undefined ? fail(`ECS no longer has ${arn}`) : verdictOn(task, containerName);
}

/** What of a task says how it ended: as ECS describes it, and as its event has it. */
export type EndedTask = Pick<Task, "taskArn" | "lastStatus" | "stoppedReason"> & {
  readonly containers?: readonly {
    readonly name?: string | undefined;
    readonly exitCode?: number | undefined;
  }[];
};

/** The end of a run is that of the workload's own container. */
export function verdictOn(task: EndedTask, containerName: string): Verdict {
  const { taskArn, lastStatus, stoppedReason, containers = [] } = task;
  if (lastStatus !== "STOPPED") return { kind: "wait", reasons: [`${taskArn} is ${lastStatus}`] };
  const code = containers.find(({ name }) => name === containerName)?.exitCode;
  if (code === 0) return pass(`${taskArn} has migrated`);
  const exit = code === undefined ? "without an exit code" : `with exit code ${code}`;
  return fail(`${taskArn} stopped ${exit}: ${stoppedReason ?? "ECS gives no reason"}`);
}
