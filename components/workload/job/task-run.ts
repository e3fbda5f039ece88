import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../../infra/context";
import { workloadNames } from "../../../infra/naming/workload-names";
import { workloadArns } from "../../identity/arns";
import { allow, type Statement } from "../../identity/statement";
import { familyMetric, taskOverran, taskRuns } from "../../observe/metrics/runs";
import { PLATFORM_VERSION } from "../container/platform-version";
import { type Sidecar, Task } from "../container/task";
import { taskSecurityGroup } from "../container/task-security-group";
import type { Run, RunArgs } from "./run";
import { runEvents } from "./run-events";

/** What of the schedule's target a release sets: the revision that runs. */
const REVISION = "target.ecsParameters.taskDefinitionArn";

export interface TaskRunArgs extends RunArgs<"task"> {
  /** Containers beside its own. @default - none */
  sidecars?: readonly Sidecar[];
}

/** A job that runs as a task of Fargate, in private, which nobody calls. */
export class TaskRun extends pulumi.ComponentResource implements Run {
  readonly target: Run["target"];
  readonly released = [REVISION];
  readonly starts: Run["starts"];
  readonly runs: Run["runs"];
  readonly durationExceeded: Run["durationExceeded"];
  readonly alarms = [];
  readonly graphs: Run["graphs"];
  readonly delivery: Run["delivery"];

  constructor(name: string, args: TaskRunArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:workload:TaskRun", name, {}, opts);
    const { context, workload, spec, environmentResources, config, sidecars } = args;
    const { cluster, network, alertTopicArn } = environmentResources;
    const { taskFamily: family, schedule: group } = workloadNames(context);
    const child = { parent: this };

    const task = new Task(
      `${name}-task`,
      { context, spec, environmentResources, config, sidecars },
      child,
    );
    const securityGroupId = taskSecurityGroup(name, { context, vpcId: network.vpcId }, child);
    const { containerName } = task;
    const rules = runEvents(
      name,
      { context, clusterArn: cluster.arn, group, containerName, alertTopicArn },
      child,
    );

    const subnets = network.privateSubnetIds;
    this.target = {
      arn: cluster.arn,
      ecsParameters: {
        taskDefinitionArn: task.definitionArn,
        taskCount: 1,
        launchType: "FARGATE",
        platformVersion: PLATFORM_VERSION,
        // Tells runs from what a release starts of the same family, such as migrations.
        group,
        networkConfiguration: {
          subnets,
          securityGroups: [securityGroupId],
          assignPublicIp: false,
        },
        enableEcsManagedTags: true,
        propagateTags: "TASK_DEFINITION",
        enableExecuteCommand: false,
      },
    };
    this.starts = startsTasks(context);
    this.runs = taskRuns(rules);
    const tasks = { clusterName: cluster.name, family };
    this.durationExceeded = taskOverran(tasks, workload.slo.finishesWithin);
    this.graphs = taskGraphs(tasks);
    this.delivery = {
      cluster: cluster.name,
      taskDefinition: task.definitionArn,
      container: { name: containerName },
      network: { subnetIds: subnets, securityGroupIds: [securityGroupId] },
      platformVersion: PLATFORM_VERSION,
      group,
    };
    this.registerOutputs({ delivery: this.delivery });
  }
}

/** Runs a revision of the one family on the one cluster, under its own two roles. */
function startsTasks(context: Context): Statement[] {
  const { cluster, taskDefinitions, taskRoles, tasks } = workloadArns(context);
  return [
    allow("RunTask", "ecs", ["RunTask"], taskDefinitions, {
      ArnEquals: { "ecs:cluster": cluster },
    }),
    allow("TaskTags", "ecs", ["TagResource"], tasks, {
      StringEquals: { "ecs:CreateAction": "RunTask" },
    }),
    allow("PassTaskRoles", "iam", ["PassRole"], taskRoles, {
      StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" },
    }),
  ];
}

function taskGraphs(tasks: Parameters<typeof familyMetric>[0]): Run["graphs"] {
  const share = (of: "Cpu" | "Memory", label: string) => ({
    measure: {
      metrics: {
        used: familyMetric(tasks, `${of}Utilized`, "Maximum"),
        reserved: familyMetric(tasks, `${of}Reserved`, "Maximum"),
      },
      expression: "100 * used / reserved",
      label,
    },
    period: 60,
  });
  return {
    latency: [
      {
        // One sample a minute.
        measure: familyMetric(tasks, "CpuReserved", "SampleCount"),
        period: 3600,
        label: "minutes of an hour that it ran",
      },
    ],
    saturation: [share("Cpu", "CPU, %"), share("Memory", "memory, %")],
  };
}
