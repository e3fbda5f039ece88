import * as pulumi from "@pulumi/pulumi";
import { workloadNames } from "../../../infra/naming/workload-names";
import { PLATFORM_VERSION, type Sidecar, Task, taskContract } from "../container/task";
import { taskSecurityGroup } from "../container/task-security-group";
import { taskRunHealth } from "./health";
import { runTaskStatements } from "./permissions";
import type { Run, RunArgs } from "./run";
import { runEvents } from "./run-events";

/** What of the schedule's target a release sets: the revision that runs. */
const REVISION = "target.ecsParameters.taskDefinitionArn";

export interface TaskRunArgs extends RunArgs<"task"> {
  /** Further containers of the same task. @default - none */
  sidecars?: readonly Sidecar[];
}

/** A job that runs as a Fargate task in the private subnets, without inbound rules. */
export class TaskRun extends pulumi.ComponentResource implements Run {
  readonly target: Run["target"];
  readonly releaseManagedInputs = [REVISION];
  readonly startPermissions: Run["startPermissions"];
  readonly health: Run["health"];
  readonly securityGroupId: Run["securityGroupId"];
  readonly releaseContract: Run["releaseContract"];

  constructor(name: string, args: TaskRunArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:workload:TaskRun", name, {}, opts);
    const { context, workload, spec, environmentResources, config, sidecars, variables } = args;
    const { cluster, network, alertTopicArns } = environmentResources;
    const { taskFamily: family, schedule: group } = workloadNames(context);
    const child = { parent: this };

    const task = new Task(
      `${name}-task`,
      { context, spec, environmentResources, config, sidecars, environment: variables },
      child,
    );
    const securityGroupId = taskSecurityGroup(name, { context, vpcId: network.vpcId }, child);
    this.securityGroupId = securityGroupId;
    const { containerName } = task;
    const rules = runEvents(
      name,
      {
        context,
        clusterArn: cluster.arn,
        group,
        containerName,
        alertTopicArn: alertTopicArns.ticket,
        deadLetterArn: args.deadLetterArn,
      },
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
        // Tasks of the same family that a release starts, such as migrations, have another group.
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
    this.startPermissions = runTaskStatements(context);
    const tasks = { clusterName: cluster.name, family };
    this.health = taskRunHealth(tasks, rules, workload.slo.finishesWithin);
    this.releaseContract = pulumi.output({
      runsAs: "task" as const,
      ...taskContract(task, environmentResources, securityGroupId),
      group,
    });
    this.registerOutputs({ releaseContract: this.releaseContract });
  }
}
