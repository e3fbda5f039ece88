import * as pulumi from "@pulumi/pulumi";
import { INTAKE_NOTICED_SECONDS } from "../../../infra/catalog/kinds/worker";
import { longest, type Shapes } from "../../../infra/catalog/shape";
import { shapeOf, type WorkloadOf } from "../../../infra/catalog/workload";
import type { Context } from "../../../infra/context";
import { workloadNames } from "../../../infra/naming/workload-names";
import type { EnvironmentResources, WorkloadConfig } from "../../environment-resources";
import { WorkloadAlarms } from "../../observe/alarms/alarm";
import type { Health } from "../../observe/health";
import { type Sidecar, Task, taskContract } from "../container/task";
import { taskScaling } from "../container/task-scaling";
import { taskSecurityGroup } from "../container/task-security-group";
import { NO_LINKS, type WorkloadLinks } from "../links/workload-links";
import { WorkQueue } from "../queue/work-queue";
import type { KindContract } from "../release-contract";
import { workerHealth } from "./health";
import { intake } from "./intake";
import { consumePermissions } from "./permissions";
import { rollingService, workerTargetTracking } from "./rolling-service";

export interface WorkerArgs {
  /** Context of the workload: it gives names, tags and settings. */
  context: Context;
  /** The workload's entry in the catalog. */
  workload: WorkloadOf<"worker">;
  /** Shapes that the environment serves. @default - the workload's own */
  shapes?: Shapes;
  /** Resources that the environment's workloads share: keys, network, stores, cluster, load balancer. */
  environmentResources: EnvironmentResources;
  /** ARNs of the workload's parameters and secrets, by key. */
  config: WorkloadConfig;
  /** Further containers of the same task. @default - none */
  sidecars?: readonly Sidecar[];
  /** The links from the workload and to it. @default - it has none */
  links?: WorkloadLinks;
}

/**
 * A consumer of its own queue on ECS Fargate, replaced task by task (CI/CL-002 §7.3). A release
 * closes its intake, waits for what is being worked on, switches, and opens it again
 * (docs/decisions/0016); docs/workloads.md says what the worker itself has to do for that.
 */
export class Worker extends pulumi.ComponentResource {
  readonly health: Health;
  readonly alarms: WorkloadAlarms;
  /** Id of the security group of its tasks. */
  readonly securityGroupId: pulumi.Output<string>;
  /** The component's part of the workload's release contract. */
  readonly releaseContract: pulumi.Output<KindContract<"worker">>;

  constructor(name: string, args: WorkerArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:workload:Worker", name, {}, opts);
    const { context, workload, environmentResources, config, sidecars, links = NO_LINKS } = args;
    const { shapes = [shapeOf(workload)] } = args;
    const { keyArns, network, cluster, alertTopicArns } = environmentResources;
    const { scaling } = workload;
    const served = { ...workload, queue: servedQueue(workload.queue, shapes) };
    const child = { parent: this };

    // By name and not by output, so that alarms are there before what they stop.
    const tasks = { clusterName: cluster.name, serviceName: workloadNames(context).service };
    const queue = new WorkQueue(
      `${name}-queue`,
      {
        context,
        queue: served.queue,
        messagingKeyArn: keyArns.messaging,
        senders: links.senders,
      },
      child,
    );
    const { queueName } = queue;
    this.health = workerHealth({ context, workload: served, queue, tasks });
    const { alarms } = this.health;
    this.alarms = new WorkloadAlarms(name, { context, alarms, alertTopicArns }, child);
    const { rollback: rollbackAlarms } = this.alarms;

    const taken = intake(name, { context, configKeyArn: keyArns.config }, child);
    const task = new Task(
      name,
      {
        context,
        spec: workload,
        environmentResources,
        config,
        health: workload.health,
        sidecars,
        environment: {
          ...links.variables,
          NC_QUEUE_URL: queue.queueUrl,
          NC_INTAKE_PARAMETER: taken.parameterName,
        },
        statements: consumePermissions(context, shapes),
      },
      child,
    );
    const securityGroupId = taskSecurityGroup(name, { context, vpcId: network.vpcId }, child);
    this.securityGroupId = securityGroupId;
    const service = rollingService(
      name,
      { context, environmentResources, task, securityGroupId, rollbackAlarms },
      child,
    );
    const running = { ...tasks, serviceName: service.name };
    const scalableTarget = taskScaling(
      name,
      {
        context,
        tasks: running,
        max: scaling.max,
        targetTracking: workerTargetTracking(scaling, running, queueName),
        // They go on until the queue is empty.
        retiredLimits: { minCapacity: 0 },
      },
      child,
    );

    this.releaseContract = pulumi.output({
      kind: workload.kind,
      ...taskContract(task, environmentResources, securityGroupId),
      serviceName: service.name,
      queueUrl: queue.queueUrl,
      deadLetterQueueUrl: queue.deadLetterUrl,
      intake: { name: taken.parameterName, ...taken.repeated },
      drain: {
        noticedSeconds: INTAKE_NOTICED_SECONDS,
        longestJobSeconds: served.queue.longestJob,
      },
      scaling: { resourceId: scalableTarget, minCapacity: scaling.min, maxCapacity: scaling.max },
    });
    this.registerOutputs({ releaseContract: this.releaseContract });
  }
}

/**
 * The queue as every revision needs it that may run: a message stays hidden for as long as the slowest one
 * works on it, and none is gone before that revision is.
 */
function servedQueue(queue: WorkloadOf<"worker">["queue"], shapes: Shapes): typeof queue {
  const most = (field: "visibility" | "retention" | "deadLetterRetention" | "longestJob") =>
    longest(shapes, (each) => each.queue?.[field]);
  return {
    visibility: most("visibility"),
    retention: most("retention"),
    deadLetterRetention: most("deadLetterRetention"),
    longestJob: most("longestJob"),
    maxReceiveCount: queue.maxReceiveCount,
  };
}
