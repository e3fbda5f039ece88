import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { KindName } from "../../infra/catalog/kinds";
import type { Workload } from "../../infra/catalog/workload";
import type { Context } from "../../infra/context";
import { RELEASE_CONTRACT, RELEASED } from "../../infra/naming/names";
import { platformNames } from "../../infra/naming/platform-names";
import { InvalidInput } from "../../infra/problems";
import {
  contractText,
  type ReleaseContract,
  type ReleaseContractOf,
} from "../../infra/release/contract";

type Common =
  | "version"
  | "service"
  | "environment"
  | "repository"
  | "artifactBucket"
  | "wheels"
  | "shape";
type Without<T, Key extends PropertyKey> = T extends unknown ? Omit<T, Key> : never;

/** The kinds of which something runs, and so has alarms. */
export type RunningKind = {
  [Name in KindName]: ReleaseContractOf<Name> extends { readonly alarms: object } ? Name : never;
}[KindName];

type Monitoring = Pick<
  ReleaseContractOf<RunningKind>,
  "alarms" | "errorBudget" | "dashboard" | "canary"
>;

/** The part of a contract that the feature flags of a workload know. */
export type FlagsContract = NonNullable<ReleaseContractOf<RunningKind>["flags"]>;

/** The part that the component of one kind knows. */
export type KindContract<Name extends KindName> = Without<
  ReleaseContractOf<Name>,
  Common | keyof Monitoring | "flags" | "migrations"
>;

/** The part that differs from workload to workload. */
export type WorkloadContract = Without<ReleaseContractOf<KindName>, Common>;

/**
 * Puts together what the component, the monitoring, the feature flags and the catalog entry of a
 * workload know.
 *
 * @param flags - nothing where the workload has none
 */
export function runningContract(
  workload: Workload,
  own: pulumi.Output<KindContract<RunningKind>>,
  monitoring: pulumi.Output<Monitoring>,
  flags: pulumi.Output<FlagsContract> | undefined,
): pulumi.Output<WorkloadContract> {
  const migrations = "migrations" in workload ? workload.migrations : undefined;
  return pulumi.all([own, monitoring, flags]).apply(([ownPart, monitoringPart, flagsPart]) => ({
    ...ownPart,
    ...monitoringPart,
    ...(flagsPart && { flags: flagsPart }),
    ...(migrations && { migrations: { command: migrations.command } }),
  }));
}

export interface ReleaseContractArgs {
  /** Context of the workload: it gives names, tags and settings. */
  context: Context;
  /** Fields of the catalog entry that say which repository delivers the workload, and whether it publishes wheels. */
  workload: Pick<Workload, "repository" | "wheels">;
  /** Id of the workload's shape, which a release writes down when it has succeeded. */
  shapeId: string;
  /** Name of the artifact bucket. */
  artifactBucket: pulumi.Input<string>;
  /** Fields of the contract that differ from workload to workload. */
  contract: pulumi.Output<WorkloadContract>;
}

/**
 * Writes what a release of a workload has to know of one environment into one SSM parameter,
 * `/nc/<env>/<svc>/config/release-contract`. It holds names, ARNs and ids, and nothing secret.
 *
 * @returns the contract, as the parameter has it
 */
export function releaseContract(
  name: string,
  { context, workload, shapeId, artifactBucket, contract }: ReleaseContractArgs,
  opts: pulumi.CustomResourceOptions & { parent: pulumi.Resource },
): pulumi.Output<object> {
  const { service, environment, settings } = context;
  const { wheelsDomain, wheelsRepository } = platformNames(settings);
  const wheels = {
    domain: wheelsDomain,
    region: settings.wheelsRegion,
    repository: wheelsRepository,
  };
  const text = pulumi.all([artifactBucket, contract]).apply(([bucket, own]) =>
    checkedText(opts.parent, {
      version: 1,
      service,
      environment,
      repository: `${settings.github.organization}/${workload.repository}`,
      artifactBucket: bucket,
      shape: { id: shapeId, parameter: context.configPath(RELEASED) },
      ...(workload.wheels && { wheels }),
      ...own,
    }),
  );
  new aws.ssm.Parameter(
    `${name}-release-contract`,
    {
      name: context.configPath(RELEASE_CONTRACT),
      description: `What a release of ${service} needs to know of ${environment}`,
      type: "String",
      tier: "Standard",
      insecureValue: text,
      tags: context.tags(RELEASE_CONTRACT),
    },
    opts,
  );
  return text.apply((json): object => JSON.parse(json));
}

/**
 * The text of a contract.
 *
 * @throws {pulumi.ResourceError} for one that does not fit its schema or its parameter
 */
export function checkedText(owner: pulumi.Resource, contract: ReleaseContract): string {
  try {
    return contractText(contract);
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    throw new pulumi.ResourceError(error.message, owner, true);
  }
}
