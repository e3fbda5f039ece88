import * as pulumi from "@pulumi/pulumi";
import { checksOf, longest, type Shapes, valuesOf } from "../../../infra/catalog/shape";
import { shapeOf, type WorkloadOf } from "../../../infra/catalog/workload";
import type { Context } from "../../../infra/context";
import { workloadNames } from "../../../infra/naming/workload-names";
import type { EnvironmentResources, WorkloadConfig } from "../../environment-resources";
import { WorkloadAlarms } from "../../observe/alarms/alarm";
import type { Health } from "../../observe/health";
import { releaseHooks } from "../code-deploy/release-hooks";
import { type Sidecar, Task, taskContract } from "../container/task";
import { taskScaling } from "../container/task-scaling";
import { taskSecurityGroup } from "../container/task-security-group";
import { NO_LINKS, type WorkloadLinks } from "../links/workload-links";
import type { KindContract } from "../release-contract";
import { listenerRules, targetGroups } from "./blue-green";
import { codeDeploy } from "./ecs-deployment-group";
import { ecsService, serviceTargetTracking } from "./ecs-service";
import { serviceHealth } from "./health";
import { nativeRollout } from "./native-rollout";

export interface ServiceArgs {
  /** Context of the workload: it gives names, tags and settings. */
  context: Context;
  /** The workload's entry in the catalog. */
  workload: WorkloadOf<"service">;
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
 * A service on ECS Fargate behind the load balancer, moved blue-green by CodeDeploy, or by ECS where
 * the catalog says so (CI/CL-002 §7.1). The program owns its shape; which revision runs, how often,
 * and which target group has traffic belong to delivery and autoscaling.
 */
export class Service extends pulumi.ComponentResource {
  readonly health: Health;
  readonly alarms: WorkloadAlarms;
  /** Id of the security group of its tasks. */
  readonly securityGroupId: pulumi.Output<string>;
  /** The component's part of the workload's release contract. */
  readonly releaseContract: pulumi.Output<KindContract<"service">>;

  constructor(name: string, args: ServiceArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:workload:Service", name, {}, opts);
    const { context, workload, environmentResources, config, sidecars, links = NO_LINKS } = args;
    const { shapes = [shapeOf(workload)] } = args;
    const { loadBalancer, network, permissionsBoundaryArn, alertTopicArns } = environmentResources;
    const { checks, traffic, port, scaling } = workload;
    const names = workloadNames(context);
    const child = { parent: this };

    const groups = targetGroups(name, { context, vpcId: network.vpcId, checks }, child);
    const rules = listenerRules(
      name,
      { context, workload, paths: valuesOf(shapes, ({ path }) => path), loadBalancer, groups },
      child,
    );
    const targetGroupSuffixes = [groups.blue.arnSuffix, groups.green.arnSuffix] as const;
    const http = { loadBalancerSuffix: loadBalancer.arnSuffix, targetGroupSuffixes };
    // By name and not by output, so that alarms are there before what they stop.
    const tasks = { clusterName: environmentResources.cluster.name, serviceName: names.service };
    const healthCheckGracePeriod = longest(shapes, (each) => each.healthCheckGracePeriod);
    this.health = serviceHealth({
      context,
      workload,
      checks: checksOf(shapes),
      healthCheckGracePeriod,
      http,
      tasks,
    });
    const { alarms } = this.health;
    this.alarms = new WorkloadAlarms(name, { context, alarms, alertTopicArns }, child);
    const { rollback: rollbackAlarms } = this.alarms;

    const { health } = workload;
    const task = new Task(
      name,
      {
        context,
        spec: workload,
        environmentResources,
        config,
        port,
        health,
        environment: links.variables,
        sidecars,
      },
      child,
    );
    const ingressFrom = {
      securityGroupId: loadBalancer.securityGroupId,
      ports: valuesOf(shapes, (each) => each.port),
    };
    const securityGroupId = taskSecurityGroup(
      name,
      { context, vpcId: network.vpcId, ingressFrom },
      child,
    );
    this.securityGroupId = securityGroupId;
    const native =
      workload.rollout === "ecs-native"
        ? nativeRollout(
            name,
            {
              context,
              traffic,
              permissionsBoundaryArn,
              groups,
              rules,
              rollbackAlarms,
              hookArns: environmentResources.hookArns,
              migrates: workload.migrations !== undefined,
            },
            child,
          )
        : undefined;
    const service = ecsService(
      name,
      {
        context,
        workload,
        healthCheckGracePeriod,
        environmentResources,
        task,
        securityGroupId,
        native,
        targetGroupArn: groups.blue.arn,
      },
      // ECS takes a target group only once a rule of a load balancer leads to it.
      { ...child, dependsOn: [rules.production, rules.test, ...(native?.dependsOn ?? [])] },
    );
    const scalableTarget = taskScaling(
      name,
      {
        context,
        max: scaling.max,
        targetTracking: serviceTargetTracking(scaling, http),
        tasks: { ...tasks, serviceName: service.name },
        retiredLimits: { minCapacity: 0, maxCapacity: 0 },
      },
      child,
    );
    const rollout = native
      ? { rollout: "ecs-native" as const }
      : {
          rollout: "codedeploy" as const,
          hooks: releaseHooks(context, { migrates: workload.migrations !== undefined }),
          codeDeploy: codeDeploy(
            name,
            { context, traffic, environmentResources, service, groups, rollbackAlarms },
            child,
          ),
        };

    this.releaseContract = pulumi.output({
      kind: workload.kind,
      ...rollout,
      ...taskContract(task, environmentResources, securityGroupId),
      serviceName: service.name,
      containerPort: port,
      healthCheckPath: checks.health,
      targetGroupArns: { blue: groups.blue.arn, green: groups.green.arn },
      listenerRuleArns: { production: rules.production.arn, test: rules.test.arn },
      testPort: loadBalancer.testPort,
      scaling: { resourceId: scalableTarget, minCapacity: scaling.min, maxCapacity: scaling.max },
    });
    this.registerOutputs({ releaseContract: this.releaseContract });
  }
}
