import type * as pulumi from "@pulumi/pulumi";
import { SecretRotation } from "../components/workload/secret-rotation";
import type { Catalog } from "../infra/catalog/workload";
import { workloadContext } from "../infra/catalog/workload";
import type { Settings } from "../infra/settings/parse";
import type { WorkloadResources } from "./workload";

/**
 * Has the secrets of an environment rotated where the catalog says so, but those of a retired
 * workload; after all workloads, as a function may rotate the secret of any other.
 */
export function rotations(
  settings: Settings,
  catalog: Catalog,
  made: ReadonlyMap<string, WorkloadResources>,
  opts: pulumi.ComponentResourceOptions,
): void {
  for (const workload of catalog) {
    const { name, secrets, retired } = workload;
    const rotators = new Set(Object.values(secrets).flatMap(({ rotation }) => rotation?.by ?? []));
    const config = made.get(name)?.config;
    if (retired || rotators.size === 0 || !config) continue;
    const dependsOn = [...rotators].flatMap((each) => made.get(each)?.component ?? []);
    const context = workloadContext(settings, workload);
    const { secretArns } = config;
    new SecretRotation(
      `${name}-rotation`,
      { context, workload, secretArns },
      { ...opts, dependsOn },
    );
  }
}
