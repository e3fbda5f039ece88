import type * as pulumi from "@pulumi/pulumi";
import type { EnvironmentResources, WorkloadConfig } from "../components/environment-resources";
import { DeployRole } from "../components/identity/deploy-role";
import { PublishRole } from "../components/identity/publish-role";
import type { Signals } from "../components/observe/dashboard/workload-widgets";
import { WorkloadMonitoring } from "../components/observe/workload-monitoring";
import { ConfigNamespace } from "../components/workload/config-namespace";
import { deliveryPermissions } from "../components/workload/delivery-permissions";
import { kindOf, type RunningWorkload, type StaticWorkload } from "../components/workload/kinds";
import type { WorkloadLinks } from "../components/workload/links/workload-links";
import { releaseContract, runningContract } from "../components/workload/release-contract";
import { Retirement } from "../components/workload/retirement";
import { TerraformPlanRole } from "../components/workload/terraform/plan-role";
import { hasFlags } from "../infra/catalog/flags";
import { formerKeys, type Shapes, shapeId } from "../infra/catalog/shape";
import type { Workload } from "../infra/catalog/workload";
import { factsOf, shapeOf, workloadContext } from "../infra/catalog/workload";
import { publishEnvironmentOf } from "../infra/github/environments";
import type { Settings } from "../infra/settings/parse";
import type { environmentResources } from "./environment-resources";
import { featureFlags, flagReaders } from "./flags";
import type { Recovery } from "./recovery";

/** What one workload has in one environment. */
export interface WorkloadResources {
  readonly config: WorkloadConfig;
  /** Component of the workload's kind. */
  readonly component: RunningWorkload | StaticWorkload;
  /** The workload's release contract, as its parameter has it. */
  readonly contract: pulumi.Output<object>;
  /** Signals for the environment's dashboards. @default - nothing of the workload is to run */
  readonly signals?: Signals | undefined;
}

/** What a workload is made with besides its entry. */
export interface WorkloadInputs {
  /** What the workloads of the environment share. */
  readonly resources: ReturnType<typeof environmentResources> &
    Pick<EnvironmentResources, "hookArns">;
  /** What there is in the DR region. @default - DR is off */
  readonly recovered: Recovery | undefined;
  /** The links from the workload and to it. */
  readonly links: WorkloadLinks;
  /** What takes the traffic of a retired workload over, and so comes before it. @default - nothing does */
  readonly replacement?: pulumi.Resource | undefined;
  /** Shapes that the environment serves of it, the wanted one first. @default - that one alone */
  readonly shapes?: Shapes | undefined;
}

/**
 * Makes what one workload has in one environment: the record of its retirement, the role that
 * delivers it, its config, the component of its kind, its monitoring, its feature flags, and its contract with releases.
 */
export function workload(
  settings: Settings,
  entry: Workload,
  { resources, recovered, links, replacement, shapes = [shapeOf(entry)] }: WorkloadInputs,
  opts: pulumi.ComponentResourceOptions,
): WorkloadResources {
  const context = workloadContext(settings, entry);
  const { name, retired } = entry;
  const { permissionsBoundaryArn, keyArns, oidcProviderArn: providerArn, canaryScript } = resources;
  if (retired) new Retirement(`${name}-retirement`, { workload: name, retired }, opts);
  if (!retired || factsOf(entry).destroyedByDelivery) {
    const permissions = deliveryPermissions(context, entry, shapes);
    new DeployRole(
      `${name}-deploy`,
      { context, delivers: { workload: entry, permissions }, providerArn, permissionsBoundaryArn },
      opts,
    );
    const job = publishEnvironmentOf(settings);
    if (job) {
      const publishes = { context, workload: entry, job, providerArn, permissionsBoundaryArn };
      new PublishRole(`${name}-publish`, publishes, opts);
    }
    if (entry.kind === "terraform") {
      const plan = { context, workload: entry, providerArn, permissionsBoundaryArn };
      new TerraformPlanRole(`${name}-plan`, plan, opts);
    }
  }
  const namespace = new ConfigNamespace(
    `${name}-config`,
    {
      context,
      workload: entry,
      shapes,
      configKeyArn: keyArns.config,
      replicaKeyArn: recovered?.keyArns.config,
    },
    opts,
  );
  const { sidecars, extensions, formerRepositoryArns } = flagReaders(
    entry,
    shapes,
    context,
    resources.flags,
  );
  const { parameterArns, secretArns } = namespace;
  const config: WorkloadConfig = {
    parameterArns,
    secretArns,
    former: {
      parameters: formerKeys(shapes, "config"),
      secrets: formerKeys(shapes, "secrets"),
      repositoryArns: formerRepositoryArns,
    },
  };
  const component = kindOf(entry).make(
    { context, shapes, environmentResources: resources, config, links, sidecars, extensions },
    replacement ? { ...opts, dependsOn: replacement } : opts,
  );
  const shared = {
    context,
    workload: entry,
    shapeId: shapeId(shapes[0]),
    artifactBucket: resources.artifacts.bucketName,
  };
  // Not below the component: the feature flags wait for all of that, and the contract for the flags.
  const child = { parent: namespace };
  if (!component.health) {
    const own = component.releaseContract;
    const contract = releaseContract(name, { ...shared, contract: own }, child);
    return { config, component, contract };
  }
  const { health, alarms } = component;
  const monitoring = new WorkloadMonitoring(
    `${name}-monitoring`,
    {
      context,
      health,
      alarms,
      environmentResources: resources,
      script: canaryScript,
      edges: links.edges,
    },
    opts,
  );
  const flags = featureFlags(entry, shapes, component, context, resources, opts);
  const own = runningContract(
    entry,
    component.releaseContract,
    monitoring.releaseContract,
    hasFlags(entry) ? flags?.releaseContract : undefined,
  );
  const contract = releaseContract(name, { ...shared, contract: own }, child);
  return { config, component, contract, signals: retired ? undefined : monitoring.signals };
}
