import { createHash } from "node:crypto";
import type { ReleaseContractOf } from "./contract";

/** A Fargate task that is run once. */
export interface OneTask {
  /** Unique for the run: all requests with it are one task. */
  readonly id: string;
  /** ARN of the revision. */
  readonly taskDefinition: string;
  /** Who says that it started the task: at most 128 characters. */
  readonly startedBy: string;
  /** @default - none */
  readonly tags?: readonly { readonly key: string; readonly value: string }[];
  /** @default - its family's */
  readonly group?: string | undefined;
  /** What the workload's own container runs. @default - what the revision says */
  readonly command?: readonly string[] | undefined;
}

/** What of a task says how it ended: as ECS describes it, and as its event has it. */
export interface EndedTask {
  readonly taskArn?: string | undefined;
  readonly lastStatus?: string | undefined;
  readonly stoppedReason?: string | undefined;
  readonly containers?:
    | readonly { readonly name?: string | undefined; readonly exitCode?: number | undefined }[]
    | undefined;
}

/** How a task that was run once goes; `reason` is a sentence for a person. */
export type TaskEnd =
  | { readonly state: "in-progress" | "succeeded" }
  | { readonly state: "failed"; readonly reason: string };

/**
 * The request to run a task where the workload's own tasks run (ECS API, RunTask). ECS starts one task for one client
 * token, for 24 hours (ECS developer guide, "Ensuring idempotency").
 */
export function runTaskRequest(
  contract: Pick<
    ReleaseContractOf<"service">,
    "cluster" | "containerName" | "platformVersion" | "awsvpcConfiguration"
  >,
  { id, taskDefinition, startedBy, tags, group, command }: OneTask,
) {
  const { cluster, containerName, platformVersion, awsvpcConfiguration } = contract;
  const { subnets, securityGroups } = awsvpcConfiguration;
  return {
    cluster,
    taskDefinition,
    group,
    platformVersion,
    launchType: "FARGATE" as const,
    count: 1,
    networkConfiguration: {
      awsvpcConfiguration: {
        subnets: [...subnets],
        securityGroups: [...securityGroups],
        assignPublicIp: "DISABLED" as const,
      },
    },
    ...(command && {
      overrides: { containerOverrides: [{ name: containerName, command: [...command] }] },
    }),
    startedBy,
    ...(tags && { tags: [...tags] }),
    // At most 64 characters.
    clientToken: createHash("sha256").update(id).digest("hex"),
  };
}

/** Why ECS has started or found no task, of the failures that it answers with. */
export function whyOf(failures: readonly { readonly reason?: string | undefined }[]): string {
  return failures.map(({ reason }) => reason).join(", ") || "it gives no reason";
}

/** The end of a run is that of the workload's own container. */
export function endOf(task: EndedTask, containerName: string): TaskEnd {
  const { taskArn, lastStatus, stoppedReason, containers = [] } = task;
  if (lastStatus !== "STOPPED") return { state: "in-progress" };
  const code = containers.find(({ name }) => name === containerName)?.exitCode;
  if (code === 0) return { state: "succeeded" };
  const exit = code === undefined ? "without an exit code" : `with exit code ${code}`;
  return {
    state: "failed",
    reason: `${taskArn} stopped ${exit}: ${stoppedReason ?? "ECS gives no reason"}`,
  };
}
