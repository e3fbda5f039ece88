import type * as pulumi from "@pulumi/pulumi";
import { linkAddresses } from "../components/workload/links/link-addresses";
import {
  type LinkTarget,
  type ResolvedLink,
  runtimeRoleArn,
} from "../components/workload/links/link-target";
import { Links } from "../components/workload/links/links";
import type { WorkloadLinks } from "../components/workload/links/workload-links";
import { edgesOf } from "../infra/catalog/links/edges";
import { type Catalog, identityOf, type Workload } from "../infra/catalog/workload";
import { contextOf } from "../infra/context";
import type { Settings } from "../infra/settings/parse";
import type { WorkloadResources } from "./workload";

type Made = ReadonlyMap<string, WorkloadResources>;

/**
 * What the component of `workload` is given of its links: it needs those targets in `made` whose address
 * is not known by name.
 *
 * @param served - the catalog with the links of every revision that may run
 */
export function linksOf(
  settings: Settings,
  workload: Workload,
  served: Catalog,
  made: Made,
): WorkloadLinks {
  const context = contextOf(settings, identityOf(workload));
  const { name } = workload;
  const { allows = [] } = served.find((each) => each.name === name) ?? {};
  const senders = allows.filter(({ verb }) => verb === "send");
  return {
    variables: linkAddresses(context, resolved(workload, served, made)),
    edges: edgesOf(served).filter(({ from, to }) => from === name || to === name),
    senders: senders.flatMap(({ from }) => {
      const sender = served.find((each) => each.name === from);
      return sender ? [runtimeRoleArn(contextOf(settings, identityOf(sender)), sender)] : [];
    }),
  };
}

/** Opens all links and grants of an environment; after all workloads, as a link has two ends. */
export function openLinks(
  settings: Settings,
  catalog: Catalog,
  made: Made,
  opts: pulumi.ComponentResourceOptions,
): void {
  for (const workload of catalog) {
    const { name } = workload;
    const component = made.get(name)?.component;
    if (!component?.health) continue;
    const context = contextOf(settings, identityOf(workload));
    const { securityGroupId } = component;
    const links = resolved(workload, catalog, made);
    if (links.length === 0 && workload.grants.length === 0) continue;
    const reached = links.flatMap(({ link }) => made.get(link.to)?.component ?? []);
    const dependsOn = [...new Set([component, ...reached])];
    new Links(
      `${name}-links`,
      { context, workload, links, securityGroupId },
      { ...opts, dependsOn },
    );
  }
}

function resolved({ links }: Workload, catalog: Catalog, made: Made): ResolvedLink[] {
  return links.flatMap((link) => {
    const workload = catalog.find(({ name }) => name === link.to);
    const target = made.get(link.to);
    return workload ? [{ link, target: targetOf(workload, target?.component) }] : [];
  });
}

function targetOf(
  workload: Workload,
  component: WorkloadResources["component"] | undefined,
): LinkTarget {
  if (!component) return { workload };
  return component.health
    ? { workload, httpApi: component.httpApi }
    : { workload, databaseSecurityGroupIds: component.databaseSecurityGroupIds };
}
