import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../infra/context";
import { CLUSTER_LOG_GROUP, SHARED_CLUSTER } from "../../infra/naming/platform-names";
import { logGroup } from "../observe/log-group";

export interface ClusterArgs {
  /** Context of the platform: it gives names, tags and settings. */
  context: Context;
  /** ARN of the environment's KMS key `logs`. */
  logsKeyArn: pulumi.Input<string>;
}

/**
 * The ECS cluster that every service, worker and job of an environment shares (CI/CL-002 §7.1), on
 * Fargate and Fargate Spot. Container Insights is on. ECS Exec sessions are logged, encrypted in
 * transit and at rest.
 */
export class Cluster extends pulumi.ComponentResource {
  /** The cluster's name. It resolves once the capacity providers are attached. */
  readonly clusterName: pulumi.Output<string>;
  /** The cluster's ARN. */
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: ClusterArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:runtime:Cluster", name, {}, opts);
    const { context, logsKeyArn } = args;
    const insights = logGroup(
      `${name}-container-insights`,
      // AWS forces the name. A group that AWS makes itself never expires, and has a key of AWS.
      { context, key: "container-insights", logsKeyArn, logGroupName: CLUSTER_LOG_GROUP },
      { parent: this },
    );
    const commands = logGroup(
      `${name}-execute-command`,
      { context, key: "execute-command", logsKeyArn },
      { parent: this },
    );

    const cluster = new aws.ecs.Cluster(
      name,
      {
        name: SHARED_CLUSTER,
        settings: [{ name: "containerInsights", value: "enabled" }],
        configuration: {
          executeCommandConfiguration: {
            kmsKeyId: logsKeyArn,
            logging: "OVERRIDE",
            logConfiguration: {
              cloudWatchLogGroupName: commands.name,
              cloudWatchEncryptionEnabled: true,
            },
          },
        },
        tags: context.tags("cluster"),
      },
      { parent: this, dependsOn: insights },
    );
    const capacity = new aws.ecs.ClusterCapacityProviders(
      name,
      {
        clusterName: cluster.name,
        capacityProviders: ["FARGATE", "FARGATE_SPOT"],
        // Spot has to be asked for: AWS stops Spot tasks with two minutes' notice (ECS guide).
        defaultCapacityProviderStrategies: [{ capacityProvider: "FARGATE", base: 0, weight: 1 }],
      },
      { parent: this },
    );

    this.clusterName = capacity.clusterName;
    this.arn = cluster.arn;
    this.registerOutputs({ clusterName: this.clusterName, arn: this.arn });
  }
}
