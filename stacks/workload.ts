import type * as pulumi from "@pulumi/pulumi";
import { DeployRole } from "../components/identity/deploy-role";
import { ConfigNamespace } from "../components/workload/config-namespace";
import { Function } from "../components/workload/function/function";
import { Service } from "../components/workload/service/service";
import { identityOf } from "../infra/catalog/identity";
import type { Workload } from "../infra/catalog/workload";
import { scopeOf } from "../infra/scope";
import type { Settings } from "../infra/settings/parse";
import type { Foundation } from "./foundation";
import type { Recovery } from "./recovery";

/** What a release of one workload needs to know; nothing for a kind that has nothing to tell. */
export type Delivery = Readonly<Record<string, unknown>> | undefined;

/**
 * Makes what one workload has in one environment: the role that delivers it, its config, and what
 * it runs as.
 */
export function workload(
  settings: Settings,
  entry: Workload,
  { oidc, ground, recovered }: Foundation & { readonly recovered: Recovery | undefined },
  opts: pulumi.ComponentResourceOptions,
): Delivery {
  const scope = scopeOf(settings, identityOf(entry));
  const { name } = entry;
  const { permissionsBoundaryArn, keyArns } = ground;
  new DeployRole(
    `${name}-deploy`,
    { scope, workload: entry, providerArn: oidc.arn, permissionsBoundaryArn },
    opts,
  );
  const config = new ConfigNamespace(
    `${name}-config`,
    {
      ...{ scope, workload: entry, configKeyArn: keyArns.config },
      replicaKeyArn: recovered?.keyArns.config,
    },
    opts,
  );
  const given = { scope, ground, config };
  switch (entry.kind) {
    case "service":
      return new Service(name, { ...given, workload: entry }, opts).delivery;
    case "function":
      return new Function(name, { ...given, workload: entry }, opts).delivery;
    case "worker":
      break;
    case "job":
      break;
    case "terraform":
      break;
  }
  return undefined;
}
