import type * as pulumi from "@pulumi/pulumi";
import { DeployRole } from "../components/identity/deploy-role";
import { ConfigNamespace } from "../components/workload/config-namespace";
import { identityOf } from "../infra/catalog/identity";
import type { Workload } from "../infra/catalog/workload";
import { scopeOf } from "../infra/scope";
import type { Settings } from "../infra/settings/parse";
import type { Foundation } from "./foundation";

/** Makes what one workload has in one environment: the role that delivers it, and its config. */
export function workload(
  settings: Settings,
  entry: Workload,
  { oidc, permissionsBoundaryArn, keys }: Foundation,
  opts: pulumi.ComponentResourceOptions,
): void {
  const scope = scopeOf(settings, identityOf(entry));
  const { name } = entry;
  new DeployRole(
    `${name}-deploy`,
    { scope, workload: entry, providerArn: oidc.arn, permissionsBoundaryArn },
    opts,
  );
  new ConfigNamespace(
    `${name}-config`,
    { scope, workload: entry, configKeyArn: keys.arns.config },
    opts,
  );
}
