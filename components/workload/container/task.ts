import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { WorkloadOf } from "../../../infra/catalog/workload";
import type { Context } from "../../../infra/context";
import { inputError } from "../../../infra/input-error";
import { variableOf } from "../../../infra/naming/names";
import { workloadNames } from "../../../infra/naming/workload-names";
import type { EnvironmentResources, WorkloadConfig } from "../../environment-resources";
import type { Statement } from "../../identity/statement";
import { logGroup } from "../../observe/log-group";
import {
  type ContainerHealth,
  type ContainerSpec,
  containerDefinition,
} from "./container-definition";
import { placeholderImage } from "./placeholder-image";
import { TaskRoles } from "./task-roles";

/** The version that `LATEST` resolves to; ECS reads it back as this (Amazon ECS developer guide). */
export const PLATFORM_VERSION = "1.4.0";

/** Key of the log group of a workload's tasks. */
export const LOGS = "tasks";

const ARCHITECTURES = { x86_64: "X86_64", arm64: "ARM64" } as const;

/** A container in the same task as the workload's own, and what it needs. */
export interface Sidecar {
  readonly definition: aws.ecs.ContainerDefinition;
  /** ARN of its image's repository, in this account. */
  readonly repositoryArn: string;
  /** IAM statements that it needs in the task's role. @default - none */
  readonly statements?: readonly Statement[];
  /** Variables of the workload's own container by which it finds this one. @default - none */
  readonly variables?: Readonly<Record<string, string>>;
}

export interface TaskArgs {
  /** Context of the workload: it gives names, tags and settings. */
  context: Context;
  /** Fields of the catalog entry that shape the task and its container. */
  spec: ContainerSpec & Pick<WorkloadOf<"worker">, "size" | "architecture">;
  /** Resources that the environment's workloads share: keys, network, stores, cluster, load balancer. */
  environmentResources: EnvironmentResources;
  /** ARNs of the workload's parameters and secrets, by key. */
  config: WorkloadConfig;
  /** Port that the container listens on. @default - none */
  port?: number;
  /** Health check of the container. @default - none: ECS counts a running container as healthy */
  health?: ContainerHealth;
  /** Environment variables by name, in addition to those of config and secrets. @default - none */
  environment?: Readonly<Record<string, pulumi.Input<string>>>;
  /** IAM statements of the running task's role. @default - none */
  statements?: readonly Statement[];
  /** Further containers of the same task. @default - none */
  sidecars?: readonly Sidecar[];
}

/**
 * What a workload runs as on Fargate: its task definition, with roles and a log of its own. It is
 * the shape; a release registers a revision of it with its image (docs/decisions/0008).
 */
export class Task extends pulumi.ComponentResource {
  /** ARN of the revision that the program registered last. */
  readonly definitionArn: pulumi.Output<string>;
  /** URI of the workload's image repository, before `@sha256:...`. */
  readonly repositoryUri: pulumi.Output<string>;
  /** Name of the workload's container. */
  readonly containerName: string;
  readonly taskRoleArn: pulumi.Output<string>;
  readonly executionRoleArn: pulumi.Output<string>;
  readonly logGroupName: pulumi.Output<string>;

  constructor(name: string, args: TaskArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:workload:Task", name, {}, opts);
    const { context, spec, environmentResources, config, statements = [], sidecars = [] } = args;
    const { former = { parameters: [], secrets: [], repositoryArns: [] } } = config;
    const logsKeyArn = environmentResources.keyArns.logs;

    const group = logGroup(name, { context, key: LOGS, logsKeyArn }, { parent: this });
    const roles = new TaskRoles(
      `${name}-roles`,
      {
        context,
        permissionsBoundaryArn: environmentResources.permissionsBoundaryArn,
        started: {
          parameters: [...Object.keys(config.parameterArns), ...former.parameters],
          secrets: [...Object.keys(config.secretArns), ...former.secrets],
          logs: LOGS,
          otherRepositories: [
            ...sidecars.map(({ repositoryArn }) => repositoryArn),
            ...former.repositoryArns,
          ],
        },
        statements: [...statements, ...sidecars.flatMap((each) => each.statements ?? [])],
      },
      { parent: this },
    );
    this.repositoryUri = imageUrl(this, context, environmentResources);
    const image = placeholderImage(this.repositoryUri);
    const added = sidecars.flatMap(({ variables = {} }) => Object.entries(variables));
    const environment = { ...args.environment, ...Object.fromEntries(added) };
    const own = containerDefinition({ ...args, image, logGroupName: group.name, environment });
    const given = own.environment.map((variable) => variable.name);
    checkVariables(this, config, given);
    const definition = new aws.ecs.TaskDefinition(
      name,
      {
        family: workloadNames(context).taskFamily,
        requiresCompatibilities: ["FARGATE"],
        networkMode: "awsvpc",
        cpu: `${spec.size.cpu}`,
        memory: `${spec.size.memory}`,
        runtimePlatform: {
          operatingSystemFamily: "LINUX",
          cpuArchitecture: ARCHITECTURES[spec.architecture],
        },
        taskRoleArn: roles.taskRoleArn,
        executionRoleArn: roles.executionRoleArn,
        containerDefinitions: pulumi.jsonStringify([
          own,
          ...sidecars.map((each) => each.definition),
        ]),
        // An old revision is what a rollback runs.
        skipDestroy: true,
        tags: context.tags("task"),
      },
      { parent: this },
    );

    this.definitionArn = definition.arn;
    this.containerName = context.service;
    this.taskRoleArn = roles.taskRoleArn;
    this.executionRoleArn = roles.executionRoleArn;
    this.logGroupName = group.name;
    const { definitionArn, taskRoleArn, executionRoleArn, logGroupName } = this;
    this.registerOutputs({ definitionArn, taskRoleArn, executionRoleArn, logGroupName });
  }
}

/** ECS takes no two variables of one name: a parameter's, a secret's, and one that is `given`. */
function checkVariables(
  owner: pulumi.Resource,
  { parameterArns, secretArns }: WorkloadConfig,
  given: readonly string[],
) {
  for (const [field, keys] of Object.entries({ config: parameterArns, secrets: secretArns })) {
    for (const key of Object.keys(keys)) {
      const variable = variableOf(key);
      if (!given.includes(variable)) continue;
      const want = `another key, as the platform itself gives the variable ${variable}`;
      throw inputError(owner, `${field}.${key}`, key, want);
    }
  }
  for (const key of Object.keys(secretArns)) {
    if (!Object.hasOwn(parameterArns, key)) continue;
    throw inputError(owner, `secrets.${key}`, key, "a key that config does not have");
  }
}

function imageUrl(
  owner: pulumi.Resource,
  { service }: Context,
  { artifacts }: EnvironmentResources,
) {
  const url = artifacts.imageUrls[service];
  if (url) return url;
  throw inputError(owner, "context.service", service, "a workload that has an image repository");
}

/** What a release needs to know of the tasks of a workload. */
export function taskContract(
  { definitionArn, repositoryUri, containerName }: Task,
  { cluster, network }: EnvironmentResources,
  securityGroupId: pulumi.Input<string>,
) {
  return {
    cluster: cluster.name,
    repositoryUri,
    taskDefinition: definitionArn,
    containerName,
    awsvpcConfiguration: { subnets: network.privateSubnetIds, securityGroups: [securityGroupId] },
    platformVersion: PLATFORM_VERSION,
  };
}
