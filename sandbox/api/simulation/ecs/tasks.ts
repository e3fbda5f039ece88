import { randomBytes } from "node:crypto";
import { hexDigits } from "../../../cloud/identifiers";
import type { Entry } from "../../../cloud/record";
import { later } from "../../clock";
import { ownEntries } from "../../own-entries";
import type { Account, World } from "../../world";
import { behaviourOf } from "../behaviours";
import { publishEvent } from "../events/publish";
import { digestOf, findTaskDefinition } from "../revisions";
import { taskSetsOf } from "../task-sets";
import type { Timer } from "../timer";

/** One task; times in ISO 8601. */
export type Task = {
  arn: string;
  clusterArn: string;
  taskDefinitionArn: string;
  /** `service:<name>`, `family:<name>`, or what RunTask was given. */
  group: string;
  startedBy?: string;
  tags?: Readonly<Record<string, string>>;
  /** With which it was started: no second task is started with it. */
  clientToken?: string;
  /** What a container runs in place of what its revision says. */
  command?: readonly string[];
  /** Names of its containers. */
  containers: readonly string[];
  lastStatus: "PROVISIONING" | "RUNNING" | "STOPPED";
  createdAt: string;
  startedAt?: string;
  stoppedAt?: string;
  /** Of every container. */
  exitCode?: number;
  stopCode?: "EssentialContainerExited" | "UserInitiated";
  stoppedReason?: string;
  /** When it starts, or ends. */
  dueAt?: string;
};

/** Tasks that were started by themselves, by ARN. */
export const TASK_RUNS = ownEntries<Task>("sandbox:ecs/task");

/** Seconds until a task runs, and until a run of it has ended. */
const STARTS_AFTER = 30;
const ENDS_AFTER = 60;

/** What is started. */
export interface StartTask {
  readonly clusterArn: string;
  /** The revision. */
  readonly definition: Entry;
  readonly group: string;
  readonly startedBy?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly clientToken?: string;
  /** @default - what the revision says */
  readonly command?: readonly string[];
}

/** Starts a task that ends by itself: well, unless its image crashes. */
export function startTask(world: World, account: Account, args: StartTask): Task {
  const { clusterArn, definition, group, startedBy, tags, clientToken, command } = args;
  const now = world.clock.now();
  const arn = `${clusterArn.replace(":cluster/", ":task/")}/${randomBytes(16).toString("hex")}`;
  return TASK_RUNS.put(account.cloud, arn, {
    arn,
    clusterArn,
    taskDefinitionArn: String(definition.state.arn),
    group,
    ...(startedBy !== undefined && { startedBy }),
    ...(tags !== undefined && { tags }),
    ...(clientToken !== undefined && { clientToken }),
    ...(command !== undefined && { command }),
    containers: containersOf(definition),
    lastStatus: "PROVISIONING",
    createdAt: now.toISOString(),
    dueAt: later(now, STARTS_AFTER),
  });
}

/** Starts and ends of tasks. */
export function taskTimers(world: World): Timer[] {
  return world.accounts.flatMap((account) =>
    TASK_RUNS.list(account.cloud).flatMap(({ state }) =>
      state.dueAt === undefined
        ? []
        : [{ at: new Date(state.dueAt), run: () => goOn(world, account, state) }],
    ),
  );
}

/** The tasks that services keep running. */
export function tasksOfService(account: Account): Task[] {
  return account.cloud.list("aws:ecs/service:Service").flatMap((service) =>
    taskSetsOf(account, service).flatMap((set) => {
      const definition = findTaskDefinition(account, set.taskDefinition);
      if (!definition || behaviourOf(account, digestOf(definition)) === "crashing") return [];
      const cluster = String(service.state.cluster);
      return Array.from({ length: set.desiredCount }, (_, index): Task => {
        const id = hexDigits([service.state.arn, set.id, set.taskDefinition, index], 32);
        return {
          arn: `${cluster.replace(":cluster/", ":task/")}/${id}`,
          clusterArn: cluster,
          taskDefinitionArn: set.taskDefinition,
          group: `service:${service.state.name}`,
          containers: containersOf(definition),
          lastStatus: "RUNNING",
          createdAt: set.createdAt,
          startedAt: set.createdAt,
        };
      });
    }),
  );
}

async function goOn(world: World, account: Account, task: Task): Promise<void> {
  const now = world.clock.now();
  const definition = findTaskDefinition(account, task.taskDefinitionArn);
  const behaviour = definition && behaviourOf(account, digestOf(definition));
  const crashes = behaviour === "crashing";
  const at = now.toISOString();
  const changed =
    task.lastStatus === "PROVISIONING"
      ? TASK_RUNS.patch(account.cloud, task.arn, {
          lastStatus: "RUNNING",
          startedAt: at,
          dueAt: behaviour === "hanging" ? undefined : later(now, crashes ? 1 : ENDS_AFTER),
        })
      : TASK_RUNS.patch(account.cloud, task.arn, {
          lastStatus: "STOPPED",
          stoppedAt: at,
          exitCode: crashes ? 1 : 0,
          stopCode: "EssentialContainerExited",
          stoppedReason: "Essential container in task exited",
          dueAt: undefined,
        });
  await publishTask(world, account, changed);
}

/** Stops a task that was started by itself: nothing of its containers ends by itself, so they have no exit code. */
export async function stopTask(
  world: World,
  account: Account,
  arn: string,
  reason: string,
): Promise<Task> {
  const stopped = TASK_RUNS.patch(account.cloud, arn, {
    lastStatus: "STOPPED",
    stoppedAt: world.clock.now().toISOString(),
    stopCode: "UserInitiated",
    stoppedReason: reason,
    dueAt: undefined,
  });
  await publishTask(world, account, stopped);
  return stopped;
}

/** Source: ECS developer guide, "Amazon ECS task state change events". */
function publishTask(world: World, account: Account, task: Task): Promise<void> {
  const { arn, containers, exitCode, clusterArn, taskDefinitionArn, group, lastStatus } = task;
  const { stopCode, stoppedReason, startedBy } = task;
  return publishEvent(world, account, {
    source: "aws.ecs",
    "detail-type": "ECS Task State Change",
    resources: [arn],
    detail: {
      taskArn: arn,
      clusterArn,
      taskDefinitionArn,
      group,
      lastStatus,
      ...(startedBy !== undefined && { startedBy }),
      ...(stopCode !== undefined && { stopCode, stoppedReason }),
      containers: containers.map((name) => ({ name, ...(exitCode !== undefined && { exitCode }) })),
    },
  });
}

function containersOf({ state }: Entry): string[] {
  const containers: { name: string }[] = JSON.parse(String(state.containerDefinitions));
  return containers.map(({ name }) => name);
}
