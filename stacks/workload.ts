import type * as pulumi from "@pulumi/pulumi";
import type { WorkloadConfig } from "../components/environment-resources";
import { DeployRole } from "../components/identity/deploy-role";
import type { Signals } from "../components/observe/dashboard/workload-widgets";
import { WorkloadMonitoring } from "../components/observe/workload-monitoring";
import { ConfigNamespace } from "../components/workload/config-namespace";
import { deliveryPermissions } from "../components/workload/delivery-permissions";
import { kindOf } from "../components/workload/kinds";
import type { Workload } from "../infra/catalog/workload";
import { identityOf } from "../infra/catalog/workload";
import { contextOf } from "../infra/context";
import type { Settings } from "../infra/settings/parse";
import type { environmentResources } from "./environment-resources";
import { featureFlags, flagReaders } from "./flags";
import type { Recovery } from "./recovery";

/** What a release of one workload needs to know. */
export type Delivery = Readonly<Record<string, unknown>>;

/** What one workload has in one environment. */
export interface WorkloadResources {
  readonly config: WorkloadConfig;
  /** The component that it runs as. @default - nothing of it runs */
  readonly running?: pulumi.Resource;
  /** What it hands on of that component. @default - nothing */
  readonly published?: { readonly delivery: Delivery; readonly signals: Signals };
}

/**
 * Makes what one workload has in one environment: the role that delivers it, its config, what it
 * runs as, its monitoring and its feature flags.
 */
export function workload(
  settings: Settings,
  entry: Workload,
  resources: ReturnType<typeof environmentResources>,
  recovered: Recovery | undefined,
  opts: pulumi.ComponentResourceOptions,
): WorkloadResources {
  const context = contextOf(settings, identityOf(entry));
  const { name } = entry;
  const { permissionsBoundaryArn, keyArns, oidcProviderArn: providerArn, canaryScript } = resources;
  const permissions = deliveryPermissions(context, entry);
  new DeployRole(
    `${name}-deploy`,
    { context, delivers: { workload: entry, permissions }, providerArn, permissionsBoundaryArn },
    opts,
  );
  const config = new ConfigNamespace(
    `${name}-config`,
    {
      context,
      workload: entry,
      configKeyArn: keyArns.config,
      replicaKeyArn: recovered?.keyArns.config,
    },
    opts,
  );
  const readers = flagReaders(entry, context, resources.flags);
  const running = kindOf(entry).make(
    { context, environmentResources: resources, config, ...readers },
    opts,
  );
  if (!running) return { config };
  const { health, alarms } = running;
  const monitoring = new WorkloadMonitoring(
    `${name}-monitoring`,
    { context, health, alarms, environmentResources: resources, script: canaryScript },
    opts,
  );
  const flags = featureFlags(entry, running, context, resources, opts);
  const delivery = {
    ...running.delivery,
    ...monitoring.delivery,
    ...(flags && { flags: flags.delivery }),
  };
  return { config, running, published: { delivery, signals: monitoring.signals } };
}
