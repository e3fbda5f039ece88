import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Shapes } from "../../../infra/catalog/shape";
import { shapeOf, type WorkloadOf } from "../../../infra/catalog/workload";
import type { Context } from "../../../infra/context";
import type { EnvironmentResources, WorkloadConfig } from "../../environment-resources";
import { WorkloadAlarms } from "../../observe/alarms/alarm";
import type { Health } from "../../observe/health";
import { releaseHooks } from "../code-deploy/release-hooks";
import { NO_LINKS, type WorkloadLinks } from "../links/workload-links";
import { WorkQueue } from "../queue/work-queue";
import type { KindContract } from "../release-contract";
import type { Extension } from "./environment";
import { EventSource, type EventSourceArgs } from "./event-source";
import { executionRole } from "./execution-role";
import { FailedEvents } from "./failed-events";
import { functionHealth } from "./health";
import { HttpApi } from "./http-api";
import { CodeDeploy } from "./lambda-deployment-group";
import { servedFunction } from "./served-function";
import { functionAliases, LIVE, versionedFunction } from "./versioned-function";
import { vpcConfig } from "./vpc-config";

export interface LambdaFunctionArgs {
  /** Context of the workload: it gives names, tags and settings. */
  context: Context;
  /** The workload's entry in the catalog. */
  workload: WorkloadOf<"function">;
  /** Shapes that the environment serves. @default - the workload's own */
  shapes?: Shapes;
  /** Resources that the environment's workloads share: keys, network, stores, cluster, load balancer. */
  environmentResources: EnvironmentResources;
  /** ARNs of the workload's parameters and secrets, by key. */
  config: WorkloadConfig;
  /** Lambda layers with extensions, which run as processes of their own. @default - none */
  extensions?: readonly Extension[];
  /** The links from the workload and to it. @default - it has none */
  links?: WorkloadLinks;
}

/**
 * A Lambda function that callers reach by its alias `live`, which CodeDeploy moves from one version
 * to the next (CI/CL-002 §7.2). The program owns its shape; its code, and where its aliases point,
 * belong to its deliveries (docs/decisions/0010).
 */
export class LambdaFunction extends pulumi.ComponentResource {
  /** The alias `live`: what an invoker is given. */
  readonly alias: aws.lambda.Alias;
  /** HTTP API of the function, where the catalog has one. */
  readonly httpApi: HttpApi | undefined;
  readonly health: Health;
  readonly alarms: WorkloadAlarms;
  /** Id of the security group of the function. */
  readonly securityGroupId: pulumi.Output<string>;
  /** The component's part of the workload's release contract. */
  readonly releaseContract: pulumi.Output<KindContract<"function">>;

  constructor(name: string, args: LambdaFunctionArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:workload:LambdaFunction", name, {}, opts);
    const { context, workload, environmentResources, config, links = NO_LINKS } = args;
    const { shapes = [shapeOf(workload)] } = args;
    const { keyArns, permissionsBoundaryArn, alertTopicArns, network } = environmentResources;
    const { traffic } = workload;
    const served = servedFunction(workload, shapes);
    const { consumes, paths } = served;
    const child = { parent: this };

    const executed = { ...served, former: config.former };
    const role = executionRole(
      name,
      { context, workload: executed, permissionsBoundaryArn },
      child,
    );
    const vpc = vpcConfig(name, context, network, child);
    this.securityGroupId = vpc.securityGroupId;
    const fn = versionedFunction(
      name,
      { ...args, vpc, linkVariables: links.variables },
      role,
      child,
    );
    const { live, previous } = functionAliases(name, fn, child);

    const bound: Pick<EventSourceArgs, "context" | "alias"> = {
      context,
      alias: live,
    };
    const messagingKeyArn = keyArns.messaging;
    const failed = new FailedEvents(`${name}-failed`, { ...bound, messagingKeyArn }, child);
    const queue =
      consumes &&
      new WorkQueue(
        `${name}-queue`,
        {
          context,
          queue: consumes,
          messagingKeyArn,
          senders: links.senders,
          protect: workload.consumes !== undefined,
        },
        child,
      );
    if (consumes && queue) {
      const { queueArn } = queue;
      new EventSource(`${name}-queue`, { ...bound, workload: served, consumes, queueArn }, child);
    }
    const api =
      paths.length > 0
        ? new HttpApi(
            `${name}-api`,
            {
              context,
              workload: served,
              alias: live,
              logsKeyArn: keyArns.logs,
              protect: workload.http !== undefined,
            },
            child,
          )
        : undefined;

    this.health = functionHealth({
      context,
      workload: served,
      fn: { functionName: fn.name, alias: LIVE },
      failedEventsName: failed.queueName,
      api,
      checks: served.checked,
      allAnswer: served.allAnswer,
      queue,
    });
    const { alarms } = this.health;
    this.alarms = new WorkloadAlarms(name, { context, alarms, alertTopicArns }, child);
    const { rollback } = this.alarms;
    const codeDeploy = new CodeDeploy(
      `${name}-delivery`,
      { context, traffic, alarms: rollback, permissionsBoundaryArn },
      child,
    );

    this.alias = live;
    this.httpApi = api;
    this.releaseContract = pulumi.output({
      kind: workload.kind,
      functionName: fn.name,
      aliases: { live: live.name, previous: previous.name },
      codeDeploy: {
        applicationName: codeDeploy.application,
        deploymentGroupName: codeDeploy.deploymentGroup,
      },
      hooks: releaseHooks(context, { migrates: workload.migrations !== undefined }),
      ...(api && workload.http && { host: api.host }),
      ...(queue && workload.consumes && { queueUrl: queue.queueUrl }),
    });
    this.registerOutputs({ releaseContract: this.releaseContract });
  }
}
