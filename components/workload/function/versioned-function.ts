import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { WorkloadOf } from "../../../infra/catalog/workload";
import type { Context } from "../../../infra/context";
import { workloadNames } from "../../../infra/naming/workload-names";
import type { EnvironmentResources, WorkloadConfig } from "../../environment-resources";
import { logGroup } from "../../observe/log-group";
import type { Extension } from "./environment";
import { variables } from "./environment";
import { LOG_KEY } from "./execution-role";
import { firstCode } from "./placeholder-code";
import { CODE } from "./versions-and-aliases";
import { privatePlace } from "./vpc-config";

/** What of a catalog entry says how its function is made. */
export type FunctionShape = Pick<
  WorkloadOf<"function">,
  | "runtime"
  | "handler"
  | "architecture"
  | "memory"
  | "timeout"
  | "concurrency"
  | "config"
  | "secrets"
>;

export interface VersionedFunctionArgs {
  /** The workload's context. */
  context: Context;
  /** What of the catalog entry shapes the function. */
  workload: FunctionShape;
  /** What the environment's workloads share: keys, network, stores, cluster, load balancer. */
  environmentResources: EnvironmentResources;
  /** ARNs of the workload's parameters and secrets, by key. */
  config: WorkloadConfig;
  /** Lambda layers whose processes run beside the code. @default - none */
  extensions?: readonly Extension[];
}

/** The role that a function runs with, and the policy that it has to wait for. */
export interface Role {
  readonly arn: pulumi.Input<string>;
  readonly policy: pulumi.Resource;
}

/**
 * Makes the function itself, with its log, its place in the network and what it runs until its first
 * release. Every change of it publishes a version, which no caller reaches before a delivery moves
 * the alias to it.
 */
export function versionedFunction(
  name: string,
  { context, workload, environmentResources, config, extensions = [] }: VersionedFunctionArgs,
  role: Role,
  opts: pulumi.CustomResourceOptions & { parent: pulumi.Resource },
): aws.lambda.Function {
  const { keyArns, artifacts, network } = environmentResources;
  const { runtime, handler } = workload;

  const log = logGroup(name, { context, key: LOG_KEY, logsKeyArn: keyArns.logs }, opts);
  const { bucketName } = artifacts;
  const artifactsKeyArn = keyArns.artifacts;
  const first = firstCode(name, { context, bucketName, artifactsKeyArn, runtime, handler }, opts);
  return new aws.lambda.Function(
    name,
    {
      name: workloadNames(context).function,
      description: `${context.service} in ${context.environment}`,
      role: role.arn,
      s3Bucket: first.bucket,
      s3Key: first.key,
      s3ObjectVersion: first.versionId,
      packageType: "Zip",
      runtime,
      handler,
      architectures: [workload.architecture],
      memorySize: workload.memory,
      timeout: workload.timeout,
      // Aliases point at numbered versions only.
      publish: true,
      reservedConcurrentExecutions: workload.concurrency,
      environment: { variables: variables(opts.parent, context, workload, config, extensions) },
      layers: extensions.length > 0 ? extensions.map((each) => each.layerArn) : undefined,
      kmsKeyArn: keyArns.config,
      vpcConfig: privatePlace(name, context, network, opts),
      tracingConfig: { mode: "Active" },
      // Its own config says what it logs: Lambda drops nothing of that.
      loggingConfig: {
        logFormat: "JSON",
        logGroup: log.name,
        applicationLogLevel: "TRACE",
        systemLogLevel: "INFO",
      },
      tags: context.tags("function"),
    },
    { ...opts, dependsOn: role.policy, ignoreChanges: CODE },
  );
}
