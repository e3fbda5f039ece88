import { createHash } from "node:crypto";
import type { Task } from "@aws-sdk/client-ecs";
import { isReleased, registerRevision } from "../ecs/task-definition";
import type { JobAs, Target } from "../target";
import type { FirstRelease, FirstRun, Runs } from "./runs";
import { enableSchedule, scheduleOf } from "./schedule";

/**
 * Longest that the first run is waited for, in milliseconds: for 24 hours a client token starts no second task (ECS
 * developer guide, "Ensuring idempotency"), and no run may take longer (`slo.finishesWithin`).
 */
const WITHIN = 24 * 60 * 60_000;

/** The runs of a job that are tasks. */
export function taskRuns(target: Target<JobAs<"task">>): Runs {
  const scheduled = async () => {
    const { State, Target: starts } = await scheduleOf(target);
    return { state: State, revision: starts?.EcsParameters?.TaskDefinitionArn ?? "" };
  };
  return {
    async released() {
      const { state, revision } = await scheduled();
      const runs = state === "ENABLED" && (await isReleased(target, revision));
      return runs ? revision : undefined;
    },
    prepare: (release) => registerRevision(target, release),
    async isEnabled(to) {
      const { state, revision } = await scheduled();
      return state === "ENABLED" && revision === to;
    },
    enable: (to) => enableSchedule(target, to),
    async firstRun(first) {
      if (target.clock.now().getTime() >= first.at.getTime() + WITHIN) {
        return { state: "failed", reason: "it has not ended within 24 hours" };
      }
      const task = await runOnce(target, first);
      return typeof task === "string" ? { state: "failed", reason: task } : endOf(target, task);
    },
  };
}

/**
 * Runs a revision, or finds the run of it: all calls with one client token are one. The group is the scheduled
 * runs' own, so that its end is counted as theirs are (docs/decisions/0017).
 *
 * @returns the task as it is now, or why there is none
 */
async function runOnce(
  { clients, contract }: Target<JobAs<"task">>,
  { id, to: taskDefinition }: FirstRelease,
): Promise<Task | string> {
  const { cluster, group, platformVersion, awsvpcConfiguration } = contract;
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
    startedBy: "nc",
    // At most 64 characters (ECS API, RunTask).
    clientToken: createHash("sha256").update(id).digest("hex"),
  });
  const arn = tasks[0]?.taskArn;
  if (arn === undefined) return `ECS started no task: ${whyOf(failures)}`;
  const found = await ecs.describeTasks({ cluster, tasks: [arn] });
  return found.tasks?.[0] ?? `ECS no longer has ${arn}: ${whyOf(found.failures ?? [])}`;
}

function whyOf(failures: readonly { readonly reason?: string }[]): string {
  return failures.map(({ reason }) => reason).join(", ") || "it gives no reason";
}

function endOf({ contract }: Target<JobAs<"task">>, task: Task): FirstRun {
  const { taskArn, lastStatus, stoppedReason, stoppedAt, containers = [] } = task;
  if (lastStatus !== "STOPPED") return { state: "in-progress" };
  const code = containers.find(({ name }) => name === contract.containerName)?.exitCode;
  if (code === 0) return { state: "succeeded" };
  const exit = code === undefined ? "without an exit code" : `with exit code ${code}`;
  const reason = `${taskArn} stopped ${exit}: ${stoppedReason ?? "ECS gives no reason"}`;
  return stoppedAt === undefined
    ? { state: "failed", reason }
    : { state: "failed", reason, endedAt: stoppedAt };
}
