import type * as pulumi from "@pulumi/pulumi";
import type { WorkloadOf } from "../../../infra/catalog/workload";
import type { Context } from "../../../infra/context";
import { variableOf } from "../../../infra/naming/names";
import type { WorkloadConfig } from "../../environment-resources";

/** Size of `/tmp`, in MiB: memory of the task, of which an empty one takes none. */
const TMP_MEBIBYTES = 64;

/** What a catalog entry says of its container. */
export type ContainerSpec = Pick<WorkloadOf<"worker">, "user" | "command" | "stopTimeout">;

/** A health check that ECS runs inside a container, as the catalog words it. */
export type ContainerHealth = WorkloadOf<"worker">["health"];

export interface ContainerArgs {
  /** Context of the workload: it gives names, tags and settings. */
  context: Context;
  /** Fields of the catalog entry that shape the container. */
  spec: ContainerSpec;
  /** Image by digest: `<repository>@sha256:<64 hex digits>`. */
  image: pulumi.Input<string>;
  /** Name of the log group that the container writes to. */
  logGroupName: pulumi.Input<string>;
  /** ARNs of the workload's parameters and secrets, by key. */
  config: WorkloadConfig;
  /** TCP port that the container listens on, 1 to 65535. @default - none */
  port?: number;
  /** Health check of the container. @default - none: ECS counts a running container as healthy */
  health?: ContainerHealth;
  /** Environment variables by name, in addition to those of config and secrets. @default - none */
  environment?: Readonly<Record<string, pulumi.Input<string>>>;
}

/**
 * The container of a workload, as a task definition holds it. It writes to `/tmp` and nowhere
 * else, is not root, and reads its config and its secrets from where they are, by ARN, so that
 * none of them is in the task definition.
 */
export function containerDefinition(args: ContainerArgs) {
  const { context, spec, image, logGroupName, config, port, health, environment = {} } = args;
  const { service } = context;
  const variables = {
    NC_ENVIRONMENT: context.environment,
    NC_SERVICE: service,
    ...(port !== undefined && { PORT: `${port}` }),
    ...environment,
  };
  return {
    name: service,
    image,
    versionConsistency: "enabled",
    essential: true,
    ...(spec.command && { command: [...spec.command] }),
    user: `${spec.user}:${spec.user}`,
    readonlyRootFilesystem: true,
    privileged: false,
    linuxParameters: {
      // An init process, which forwards SIGTERM and reaps child processes.
      initProcessEnabled: true,
      capabilities: { drop: ["ALL"] },
      tmpfs: [
        {
          containerPath: "/tmp",
          size: TMP_MEBIBYTES,
          mountOptions: ["rw", "noexec", "nosuid", "nodev"],
        },
      ],
    },
    stopTimeout: spec.stopTimeout,
    ...(port !== undefined && {
      portMappings: [{ containerPort: port, hostPort: port, protocol: "tcp" }],
    }),
    ...(health && { healthCheck: { ...health, command: ["CMD", ...health.command] } }),
    environment: Object.entries(variables).map(([name, value]) => ({ name, value })),
    secrets: Object.entries({ ...config.parameterArns, ...config.secretArns }).map(
      ([key, valueFrom]) => ({ name: variableOf(key), valueFrom }),
    ),
    logConfiguration: containerLog(context, logGroupName, service),
  };
}

/** Where a container logs, as its definition says it: streams of `prefix` in one log group. */
export function containerLog(
  { settings: { region } }: Context,
  logGroupName: pulumi.Input<string>,
  prefix: string,
) {
  return {
    logDriver: "awslogs",
    options: {
      "awslogs-group": logGroupName,
      "awslogs-region": region,
      "awslogs-stream-prefix": prefix,
      // A log that cannot be written must not stop the workload.
      mode: "non-blocking",
      "max-buffer-size": "4m",
    },
  } as const;
}
