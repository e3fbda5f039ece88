import type * as pulumi from "@pulumi/pulumi";
import { MirroredImage } from "../components/delivery/mirrored-image";
import type { Sidecar } from "../components/workload/container/task";
import { flagAgent } from "../components/workload/flags/agent";
import { flagExtension } from "../components/workload/flags/extension";
import { FeatureFlags } from "../components/workload/flags/feature-flags";
import { FlagStrategies } from "../components/workload/flags/flag-strategies";
import type { Extension } from "../components/workload/function/extension";
import type { Ground } from "../components/workload/ground";
import type { Observed } from "../components/workload/observed";
import type { Catalog, Workload } from "../infra/catalog/workload";
import { hasAgent, hasFlags } from "../infra/flags/agent";
import { platformNames } from "../infra/naming/platform-names";
import { workloadNames } from "../infra/naming/workload-names";
import { PLATFORM, type Scope, scopeOf } from "../infra/scope";
import type { Settings } from "../infra/settings/parse";

/** What the flags of all workloads of an environment share; only what one of them needs. */
export type FlagGround = ReturnType<typeof flagGround>;

/** Makes what the flags of an environment's workloads share. */
export function flagGround(
  settings: Settings,
  catalog: Catalog,
  { keyArns }: Pick<Ground, "keyArns">,
  opts: pulumi.ComponentResourceOptions,
) {
  const scope = scopeOf(settings, PLATFORM);
  const strategies = catalog.some(hasFlags)
    ? new FlagStrategies("flag-strategies", { scope }, opts)
    : undefined;
  const repositoryName = platformNames(settings).flagAgentRepository;
  const agent = catalog.some(hasAgent)
    ? new MirroredImage(
        "appconfig-agent",
        { scope, repositoryName, component: "appconfig-agent", keyArn: keyArns.artifacts },
        opts,
      )
    : undefined;
  return { strategies, agent };
}

/** What reads a workload's flags for it, beside its container or its code. */
export function flagReaders(
  entry: Workload,
  scope: Scope,
  { agent }: FlagGround,
): { sidecars: readonly Sidecar[]; extensions: readonly Extension[] } {
  const architecture = architectureOf(entry);
  return {
    sidecars: agent && hasAgent(entry) ? [flagAgent(scope, agent.url)] : [],
    extensions: architecture && hasFlags(entry) ? [flagExtension(scope, architecture)] : [],
  };
}

/** Makes the place of a workload's flags; nothing where it has none. */
export function featureFlags(
  workload: Workload,
  running: pulumi.Resource & { readonly observed: Observed },
  {
    scope,
    ground: { keyArns, permissionsBoundaryArn },
    flags: { strategies },
  }: { scope: Scope; ground: Ground; flags: FlagGround },
  opts: pulumi.ComponentResourceOptions,
): FeatureFlags | undefined {
  if (!strategies || !hasFlags(workload)) return undefined;
  const { functionRole, taskRole } = workloadNames(scope);
  return new FeatureFlags(
    `${workload.name}-flags`,
    {
      scope,
      workload,
      permissionsBoundaryArn,
      strategies,
      configKeyArn: keyArns.config,
      alarms: running.observed.rollbackAlarms,
      readerRoleName: hasAgent(workload) ? taskRole : functionRole,
    },
    // The role that reads them is known by name, and is a part of what runs.
    { ...opts, dependsOn: running },
  );
}

/** What a workload's Lambda function runs on; nothing where it is none. */
function architectureOf(workload: Workload): "x86_64" | "arm64" | undefined {
  if (workload.kind === "function") return workload.architecture;
  if (workload.kind === "job" && workload.runs.as === "function") return workload.runs.architecture;
  return undefined;
}
