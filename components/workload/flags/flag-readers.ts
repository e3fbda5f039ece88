import * as pulumi from "@pulumi/pulumi";
import { AGENT_PORT } from "../../../infra/catalog/flags";
import type { Context } from "../../../infra/context";
import { agentDigest } from "../../../infra/flags/agent";
import { platformNames } from "../../../infra/naming/platform-names";
import { workloadNames } from "../../../infra/naming/workload-names";
import { platformArns } from "../../identity/arns";
import { containerLog } from "../container/container-definition";
import { LOGS, type Sidecar } from "../container/task";
import type { Extension } from "../function/environment";

const NAME = "appconfig-agent";

/** User and group id that it runs as. */
const USER = 10_002;

/**
 * Time for which it must have run to be started again when it ends, in seconds: the shortest that
 * ECS takes.
 */
const RESTART_AFTER = 60;

/**
 * AWS's AppConfig agent as a second container of a workload's task. It reads the workload's flags,
 * caches them, and evaluates the rules of their variants, which AppConfig's API does not.
 *
 * It is not essential, and is started again when it ends: a flag that cannot be read is off, and
 * no reason to stop what serves. Its image is in the account, by digest (docs/decisions/0015).
 *
 * @param repositoryUrl - the account's own repository of the image
 * @throws {InvalidInput} if the settings have no digest
 */
export function flagAgent(context: Context, repositoryUrl: pulumi.Input<string>): Sidecar {
  const { settings } = context;
  const { prefetch, variables } = flagAddress(context);
  // Source: AWS AppConfig user guide, "Using environment variables to configure AWS AppConfig Agent
  // for Amazon ECS and Amazon EKS".
  const environment = {
    HTTP_PORT: `${AGENT_PORT}`,
    PREFETCH_LIST: prefetch,
    SERVICE_REGION: settings.region,
  };
  return {
    definition: {
      name: NAME,
      image: pulumi.interpolate`${repositoryUrl}@${agentDigest(settings, context.service)}`,
      versionConsistency: "enabled",
      essential: false,
      restartPolicy: { enabled: true, restartAttemptPeriod: RESTART_AFTER },
      user: `${USER}:${USER}`,
      readonlyRootFilesystem: true,
      privileged: false,
      linuxParameters: { initProcessEnabled: true, capabilities: { drop: ["ALL"] } },
      // No port is mapped: the containers of a task reach each other at localhost, and no other client can.
      healthCheck: {
        command: ["CMD", "curl", "-fsS", `http://localhost:${AGENT_PORT}/ping`],
        interval: 30,
        timeout: 5,
        retries: 3,
        startPeriod: 10,
      },
      environment: Object.entries(environment).map(([name, value]) => ({ name, value })),
      logConfiguration: containerLog(context, context.logGroupName(LOGS), NAME),
    },
    repositoryArn: agentRepositoryArn(context),
    variables,
  };
}

/** ARN of the account's own repository of the agent's image. */
export function agentRepositoryArn(context: Context): string {
  const { flagAgentRepository } = platformNames(context.settings);
  return platformArns(context).regional("ecr", `repository/${flagAgentRepository}`);
}

/**
 * AWS's AppConfig agent as a layer of a function, for the same reason as in a task. Its
 * version is a setting, as a layer is not found by name.
 */
export function flagExtension(context: Context, architecture: "x86_64" | "arm64"): Extension {
  const { prefetch, variables } = flagAddress(context);
  return {
    layerArn: context.settings.appConfigAgent.layers[architecture],
    // Source: AWS AppConfig user guide, "Configuring the AWS AppConfig Agent Lambda extension".
    variables: {
      ...variables,
      AWS_APPCONFIG_EXTENSION_HTTP_PORT: `${AGENT_PORT}`,
      AWS_APPCONFIG_EXTENSION_PREFETCH_LIST: prefetch,
    },
  };
}

/**
 * Where a workload's flags are, by names alone, so that what reads them needs not wait for AppConfig's
 * ids.
 */
export function flagAddress(context: Context) {
  const { application, environment, profile } = workloadNames(context).flags;
  const path = `applications/${application}/environments/${environment}/configurations/${profile}`;
  return {
    /** Configurations that the agent reads before the first request. */
    prefetch: `${application}:${environment}:${profile}`,
    /** URL that the workload asks for its flags, with the header `Context: entityId=...`. */
    variables: { NC_FLAGS_URL: `http://localhost:${AGENT_PORT}/${path}` },
  } as const;
}
