import {
  DescribeTasksCommand,
  ListTasksCommand,
  RunTaskCommand,
  StopTaskCommand,
  type Tag,
  type Task as TaskShape,
} from "@aws-sdk/client-ecs";
import { arnOf, type Call } from "../../call";
import { type Ask, operation } from "../../operation";
import { nameIn } from "../../resources";
import { ServiceError } from "../../service-error";
import {
  startTask,
  stopTask,
  TASK_RUNS,
  type Task,
  tasksOfService,
} from "../../simulation/ecs/tasks";
import { findTaskDefinition } from "../../simulation/revisions";
import { clusterArn, findService } from "./services";

const RUN_TASK = operation(RunTaskCommand, {
  asks: ({ taskDefinition, cluster, tags = [] }, call): Ask[] => {
    const state = findTaskDefinition(call.account, taskDefinition)?.state;
    const roles = [state?.taskRoleArn, state?.executionRoleArn].filter(
      (each) => each !== undefined,
    );
    return [
      {
        action: "ecs:RunTask",
        resource: String(
          state?.arn ?? arnOf(call, "ecs", `task-definition/${nameIn(taskDefinition)}:0`),
        ),
        context: { "ecs:cluster": clusterArn(call, cluster) },
      },
      ...(tags.length === 0
        ? []
        : [
            {
              action: "ecs:TagResource",
              resource: arnOf(call, "ecs", `task/${nameIn(cluster)}/new`),
              context: {
                "ecs:CreateAction": "RunTask",
                "aws:TagKeys": Object.keys(tagsIn(tags)),
                ...tagKeys("RequestTag", tagsIn(tags)),
              },
            },
          ]),
      ...[...new Set(roles)].map((role) => ({
        action: "iam:PassRole",
        resource: String(role),
        context: { "iam:PassedToService": "ecs-tasks.amazonaws.com" },
      })),
    ];
  },
  handle(input, call) {
    const definition = findTaskDefinition(call.account, input.taskDefinition);
    if (!definition) throw new ServiceError("ClientException", "TaskDefinition not found.");
    const again = startedWith(call, input.clientToken);
    if (again.length > 0) {
      const sameRevision = again.every((each) => each.taskDefinitionArn === definition.state.arn);
      if (sameRevision) return { tasks: again.map(shapeOf), failures: [] };
      const message = "The client token was used before, with other parameters.";
      throw new ServiceError("ConflictException", message);
    }
    const tasks = Array.from({ length: input.count ?? 1 }, () =>
      startTask(call.world, call.account, {
        clusterArn: clusterArn(call, input.cluster),
        definition,
        group: input.group ?? `family:${definition.state.family}`,
        startedBy: input.startedBy,
        tags: tagsIn(input.tags),
        clientToken: input.clientToken,
        command: input.overrides?.containerOverrides?.find(({ command }) => command)?.command,
      }),
    );
    return { tasks: tasks.map(shapeOf), failures: [] };
  },
});

const DESCRIBE_TASKS = operation(DescribeTasksCommand, {
  asks: ({ tasks = [], cluster }, call) =>
    tasks.map((each) => ({
      action: "ecs:DescribeTasks",
      resource: taskArn(call, cluster, each),
      context: { "ecs:cluster": clusterArn(call, cluster) },
    })),
  handle({ tasks = [], cluster }, call) {
    const all = allTasks(call);
    const found = tasks.map((each) => ({
      arn: taskArn(call, cluster, each),
      task: all.find(({ arn }) => arn === taskArn(call, cluster, each)),
    }));
    return {
      tasks: found.flatMap(({ task }) => (task ? [shapeOf(task)] : [])),
      failures: found.flatMap(({ arn, task }) => (task ? [] : [{ arn, reason: "MISSING" }])),
    };
  },
});

const LIST_TASKS = operation(ListTasksCommand, {
  asks: ({ cluster }, call) => [
    {
      action: "ecs:ListTasks",
      resource: "*",
      context: { "ecs:cluster": clusterArn(call, cluster) },
    },
  ],
  handle({ cluster, serviceName, family, startedBy, desiredStatus = "RUNNING" }, call) {
    const service = serviceName && findService(call, cluster, serviceName);
    const found = allTasks(call)
      .filter((each) => each.clusterArn === clusterArn(call, cluster))
      .filter((each) => (each.lastStatus === "STOPPED") === (desiredStatus === "STOPPED"))
      .filter((each) => !service || each.group === `service:${service.state.name}`)
      .filter((each) => !family || nameIn(each.taskDefinitionArn.replace(/:\d+$/, "")) === family)
      .filter((each) => !startedBy || each.startedBy === startedBy);
    return { taskArns: found.map(({ arn }) => arn) };
  },
});

const STOP_TASK = operation(StopTaskCommand, {
  asks: ({ task, cluster }, call) => [
    {
      action: "ecs:StopTask",
      resource: taskArn(call, cluster, task),
      context: {
        "ecs:cluster": clusterArn(call, cluster),
        ...tagKeys("ResourceTag", tagsOf(call, taskArn(call, cluster, task))),
      },
    },
  ],
  async handle({ task, cluster, reason = "Task stopped by user" }, call) {
    const { world, account } = call;
    const arn = taskArn(call, cluster, task);
    const found = TASK_RUNS.get(account.cloud, arn);
    const ofService = tasksOfService(account).find((each) => each.arn === arn);
    // Its service starts another in its place at once, which here has the same ARN.
    if (ofService) return { task: shapeOf({ ...ofService, stoppedReason: reason }) };
    const message = "The referenced task was not found.";
    if (!found) throw new ServiceError("InvalidParameterException", message);
    if (found.lastStatus === "STOPPED") return { task: shapeOf(found) };
    return { task: shapeOf(await stopTask(world, account, arn, reason)) };
  },
});

export const TASKS = [DESCRIBE_TASKS, LIST_TASKS, RUN_TASK, STOP_TASK];

/** Tasks that were started with a client token: no call with it starts others. */
function startedWith({ account }: Call, clientToken: string | undefined): Task[] {
  if (clientToken === undefined) return [];
  const all = TASK_RUNS.list(account.cloud).map(({ state }) => state);
  return all.filter((each) => each.clientToken === clientToken);
}

function tagsOf({ account }: Call, task: string): Readonly<Record<string, string>> {
  return TASK_RUNS.get(account.cloud, task)?.tags ?? {};
}

function tagsIn(tags: readonly Tag[] = []): Readonly<Record<string, string>> {
  return Object.fromEntries(tags.map(({ key = "", value = "" }) => [key, value]));
}

/** Condition keys of tags (IAM user guide, "AWS global condition context keys"). */
function tagKeys(prefix: "RequestTag" | "ResourceTag", tags: Readonly<Record<string, string>>) {
  return Object.fromEntries(
    Object.entries(tags).map(([key, value]) => [`aws:${prefix}/${key}`, value]),
  );
}

function allTasks({ account }: Call): Task[] {
  return [...TASK_RUNS.list(account.cloud).map(({ state }) => state), ...tasksOfService(account)];
}

function taskArn(call: Call, cluster: unknown, task: unknown): string {
  return arnOf(call, "ecs", `task/${nameIn(cluster) || "default"}/${nameIn(task)}`);
}

function shapeOf(task: Task): TaskShape {
  const { exitCode, stopCode, stoppedReason, startedAt, stoppedAt, startedBy } = task;
  return {
    taskArn: task.arn,
    clusterArn: task.clusterArn,
    taskDefinitionArn: task.taskDefinitionArn,
    group: task.group,
    lastStatus: task.lastStatus,
    desiredStatus: task.lastStatus === "STOPPED" ? "STOPPED" : "RUNNING",
    launchType: "FARGATE",
    healthStatus: "UNKNOWN",
    createdAt: new Date(task.createdAt),
    containers: task.containers.map((name) => ({
      name,
      lastStatus: task.lastStatus,
      ...(exitCode !== undefined && { exitCode }),
    })),
    ...(startedBy !== undefined && { startedBy }),
    ...(startedAt !== undefined && { startedAt: new Date(startedAt) }),
    ...(stoppedAt !== undefined && { stoppedAt: new Date(stoppedAt) }),
    ...(stopCode !== undefined && { stopCode }),
    ...(stoppedReason !== undefined && { stoppedReason }),
  };
}
