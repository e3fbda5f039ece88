import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { WorkloadOf } from "../../../infra/catalog/workload";
import type { Context } from "../../../infra/context";
import { workloadNames } from "../../../infra/naming/workload-names";
import type { EnvironmentResources, WorkloadConfig } from "../../environment-resources";
import { logGroup } from "../../observe/log-group";
import type { WorkloadLinks } from "../links/workload-links";
import { type Extension, variables } from "./environment";
import { LOG_KEY } from "./execution-role";
import { placeholderCode } from "./placeholder-code";
import type { VpcPlacement } from "./vpc-config";

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
  /** Context of the workload: it gives names, tags and settings. */
  context: Context;
  /** Fields of the catalog entry that shape the function. */
  workload: FunctionShape;
  /** Resources that the environment's workloads share: keys, network, stores, cluster, load balancer. */
  environmentResources: EnvironmentResources;
  /** ARNs of the workload's parameters and secrets, by key. */
  config: WorkloadConfig;
  /** Where the function runs. */
  vpc: VpcPlacement;
  /** Environment variables of the workload's links, by name. @default - none */
  linkVariables?: WorkloadLinks["variables"];
  /** Lambda layers with extensions, which run as processes of their own. @default - none */
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
  {
    context,
    workload,
    environmentResources,
    config,
    vpc,
    linkVariables = {},
    extensions = [],
  }: VersionedFunctionArgs,
  role: Role,
  opts: pulumi.CustomResourceOptions & { parent: pulumi.Resource },
): aws.lambda.Function {
  const { keyArns, artifacts } = environmentResources;
  const { runtime, handler } = workload;

  const log = logGroup(name, { context, key: LOG_KEY, logsKeyArn: keyArns.logs }, opts);
  const { bucketName } = artifacts;
  const artifactsKeyArn = keyArns.artifacts;
  const first = placeholderCode(
    name,
    { context, bucketName, artifactsKeyArn, runtime, handler },
    opts,
  );
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
      environment: {
        variables: variables(opts.parent, context, workload, config, extensions, linkVariables),
      },
      layers: extensions.length > 0 ? extensions.map((each) => each.layerArn) : undefined,
      kmsKeyArn: keyArns.config,
      vpcConfig: { subnetIds: vpc.subnetIds, securityGroupIds: [vpc.securityGroupId] },
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

/** What callers invoke: CodeDeploy moves it from one version to the next. */
export const LIVE = "live";

/** The version that was live before; deliveries set it, and a rollback reads it. */
export const PREVIOUS = "previous";

/** What of a function its deliveries own, once it is made: its code. */
export const CODE = ["s3Bucket", "s3Key", "s3ObjectVersion", "sourceCodeHash"];

/** What of an alias CodeDeploy and the deliveries own: where it points. */
const TARGET = ["functionVersion", "routingConfig"];

/**
 * Makes the aliases of a function (CI/CL-002 §7.2), at its first version. From then on they are moved
 * by deliveries alone: an update that moved them would shift all traffic at once, past every alarm.
 */
export function functionAliases(
  name: string,
  fn: aws.lambda.Function,
  opts: pulumi.CustomResourceOptions,
): { live: aws.lambda.Alias; previous: aws.lambda.Alias } {
  const alias = (key: string, description: string) =>
    new aws.lambda.Alias(
      `${name}-${key}`,
      { name: key, description, functionName: fn.name, functionVersion: fn.version },
      { ...opts, ignoreChanges: TARGET },
    );
  return {
    live: alias(LIVE, "What callers invoke"),
    previous: alias(PREVIOUS, "The version that was live before"),
  };
}
