import type * as pulumi from "@pulumi/pulumi";
import { MirroredImage } from "../components/artifacts/mirrored-image";
import type { EnvironmentResources } from "../components/environment-resources";
import type { Sidecar } from "../components/workload/container/task";
import { FeatureFlags } from "../components/workload/flags/feature-flags";
import {
  agentRepositoryArn,
  flagAgent,
  flagExtension,
} from "../components/workload/flags/flag-readers";
import { FlagStrategies } from "../components/workload/flags/flag-strategies";
import type { Extension } from "../components/workload/function/environment";
import type { RunningWorkload } from "../components/workload/kinds";
import { hasFlags } from "../infra/catalog/flags";
import type { Shapes } from "../infra/catalog/shape";
import { type Catalog, factsOf, type Workload } from "../infra/catalog/workload";
import { type Context, contextOf, PLATFORM } from "../infra/context";
import { hasAgent } from "../infra/flags/agent";
import { platformNames } from "../infra/naming/platform-names";
import { workloadNames } from "../infra/naming/workload-names";
import type { Settings } from "../infra/settings/parse";

/** What the flags of all workloads of an environment share; only what one of them needs. */
export type SharedFlagResources = ReturnType<typeof sharedFlagResources>;

/** Makes what the flags of an environment's workloads share. */
export function sharedFlagResources(
  settings: Settings,
  catalog: Catalog,
  shapes: ReadonlyMap<string, Shapes>,
  keyArns: EnvironmentResources["keyArns"],
  opts: pulumi.ComponentResourceOptions,
) {
  const context = contextOf(settings, PLATFORM);
  const withFlags = catalog.filter((each) => servesFlags(each, shapes.get(each.name)));
  const strategies =
    withFlags.length > 0 ? new FlagStrategies("flag-strategies", { context }, opts) : undefined;
  const repositoryName = platformNames(settings).flagAgentRepository;
  const agent = withFlags.some((each) => factsOf(each).shipsImage)
    ? new MirroredImage(
        "appconfig-agent",
        { context, repositoryName, component: "appconfig-agent", keyArn: keyArns.artifacts },
        opts,
      )
    : undefined;
  return { strategies, agent };
}

/** Whether a revision of a workload that may run reads flags. */
function servesFlags(workload: Workload, shapes: Shapes | undefined): boolean {
  return hasFlags(workload) || (shapes ?? []).some(({ flags }) => flags);
}

/**
 * The AppConfig agent of a workload: a container of its task, or a layer of its function; and the
 * repository of the agent's image, where only earlier revisions run it.
 */
export function flagReaders(
  entry: Workload,
  shapes: Shapes,
  context: Context,
  { agent }: SharedFlagResources,
): {
  sidecars: readonly Sidecar[];
  extensions: readonly Extension[];
  formerRepositoryArns: readonly string[];
} {
  const ranBefore = !hasFlags(entry) && servesFlags(entry, shapes) && factsOf(entry).shipsImage;
  const architecture = factsOf(entry).lambda?.architecture;
  return {
    sidecars: agent && hasAgent(entry) ? [flagAgent(context, agent.url)] : [],
    extensions: architecture && hasFlags(entry) ? [flagExtension(context, architecture)] : [],
    formerRepositoryArns: ranBefore ? [agentRepositoryArn(context)] : [],
  };
}

/** Makes the AppConfig application of a workload's flags; nothing where it has none. */
export function featureFlags(
  workload: Workload,
  shapes: Shapes,
  running: RunningWorkload,
  context: Context,
  {
    keyArns,
    permissionsBoundaryArn,
    flags: { strategies },
  }: EnvironmentResources & { readonly flags: SharedFlagResources },
  opts: pulumi.ComponentResourceOptions,
): FeatureFlags | undefined {
  if (!strategies || !servesFlags(workload, shapes)) return undefined;
  const { functionRole, taskRole } = workloadNames(context);
  return new FeatureFlags(
    `${workload.name}-flags`,
    {
      context,
      workload,
      permissionsBoundaryArn,
      strategies,
      configKeyArn: keyArns.config,
      alarms: running.alarms.rollback,
      readerRoleName: factsOf(workload).shipsImage ? taskRole : functionRole,
    },
    // The role that reads them is known by name, and is a part of what runs.
    { ...opts, dependsOn: running },
  );
}
