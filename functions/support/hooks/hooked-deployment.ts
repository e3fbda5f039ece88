import type { CodeDeploy } from "@aws-sdk/client-codedeploy";
import type { ECS } from "@aws-sdk/client-ecs";
import type { Environment } from "../../../infra/environments";
import { workloadNames } from "../../../infra/naming/workload-names";
import { NO_IMAGE } from "../../../infra/release/placeholder";
import type { KnownWorkload } from "../workloads";
import type { HookCall } from "./call";

/** A deployment that waits for a hook, and what it deploys. */
export interface HookedDeployment {
  /** CodeDeploy's id, or the ARN of ECS's service deployment: as the ledger has it. */
  readonly id: string;
  readonly workload: KnownWorkload;
  /** Why no hook holds it up. @default - the hook judges it */
  readonly exempt?: string | undefined;
  /** With which CodeDeploy is told the verdict. @default - ECS reads the answer */
  readonly execution?: string;
  /** ARN of ECS's service revision that is deployed. @default - CodeDeploy deploys it */
  readonly revision?: string;
  /** Version of a function that is to have the traffic. @default - it is a service that is deployed */
  readonly version?: string;
}

/** In what an account knows of its deployments. */
export interface Asked {
  readonly codeDeploy: CodeDeploy;
  readonly ecs: ECS;
  readonly workloads: readonly KnownWorkload[];
  readonly environment: Environment;
}

/**
 * What is deployed.
 *
 * @throws {Error} if it is of no workload of the catalog, or CodeDeploy does not say what it deploys
 */
export async function deploymentOf(
  call: HookCall,
  { codeDeploy, ecs, workloads, environment }: Asked,
): Promise<HookedDeployment> {
  const { deployment: id } = call;
  const owner = (isIt: (names: ReturnType<typeof workloadNames>) => boolean) => {
    const found = workloads.find(({ name: service }) =>
      isIt(workloadNames({ service, environment })),
    );
    if (found) return found;
    throw new Error(`${id} deploys no workload of the catalog`);
  };
  if (call.by === "ecs") {
    const workload = owner(({ service }) => call.service.endsWith(`/${service}`));
    const { revision } = call;
    return { id, workload, revision, exempt: await exemptionOf(ecs, revision) };
  }
  const { deploymentInfo: info = {} } = await codeDeploy.getDeployment({ deploymentId: id });
  const workload = owner(({ application }) => application === info.applicationName);
  const { execution } = call;
  const isRollback = info.creator === "codeDeployRollback";
  const exempt = isRollback ? "it brings an older version back" : undefined;
  if (info.computePlatform !== "Lambda") return { id, workload, execution, exempt };
  return { id, workload, execution, exempt, version: await versionOf(codeDeploy, id) };
}

/** ECS calls its hooks for the deployment with which a service is made, too: nothing runs before a release. */
async function exemptionOf(ecs: ECS, revision: string): Promise<string | undefined> {
  const { serviceRevisions = [] } = await ecs.describeServiceRevisions({
    serviceRevisionArns: [revision],
  });
  const { containerImages = [] } = serviceRevisions[0] ?? {};
  const isPlaceholder = containerImages.some(({ image = "" }) => image.endsWith(`@${NO_IMAGE}`));
  return isPlaceholder ? "it is the service before its first release" : undefined;
}

async function versionOf(codeDeploy: CodeDeploy, deploymentId: string): Promise<string> {
  const { targetIds = [] } = await codeDeploy.listDeploymentTargets({ deploymentId });
  const { deploymentTargets = [] } = await codeDeploy.batchGetDeploymentTargets({
    deploymentId,
    targetIds,
  });
  const version = deploymentTargets[0]?.lambdaTarget?.lambdaFunctionInfo?.targetVersion;
  if (version === undefined)
    throw new Error(`CodeDeploy does not say what ${deploymentId} deploys`);
  return version;
}
