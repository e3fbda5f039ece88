import type { Catalog } from "../infra/catalog/workload";
import { deployRoleArn } from "../infra/naming/roles";
import { providersOf, using } from "../infra/providers";
import type { Settings } from "../infra/settings/parse";
import { foundation } from "./foundation";
import { dashboards } from "./observe";
import { recovery } from "./recovery";
import { repositories } from "./repositories";
import { rotations } from "./rotation";
import { workload } from "./workload";

/** Everything of one environment; returns the stack's outputs. */
export function environment(settings: Settings, catalog: Catalog): Record<string, unknown> {
  const { primary, dr, github } = providersOf(settings);
  const environmentResources = foundation(settings, catalog, using(primary));
  const places = dr && { here: using(primary), there: using(dr) };
  const recovered = places && recovery(settings, catalog, environmentResources, places);
  const base = { ...environmentResources, recovered };
  const made = new Map(
    catalog.map((each) => [each.name, workload(settings, each, base, using(primary))] as const),
  );
  rotations(settings, catalog, made, using(primary));
  const workloads = [...made].flatMap(([name, { told }]) => (told ? [{ name, ...told }] : []));
  const signals = workloads.map((each) => each.signals);
  repositories(settings, catalog, using(github));
  return {
    deployRoleArn: deployRoleArn(settings.accountId, { ...settings, service: "platform" }),
    artifactBucket: environmentResources.artifacts.bucketName,
    terraformStateBucket: environmentResources.terraformState.bucketName,
    imageUrls: environmentResources.artifacts.imageUrls,
    ...(recovered && {
      recovery: {
        artifactBucket: recovered.replica.bucketName,
        imageUrls: recovered.replica.imageUrls,
      },
    }),
    dashboards: signals.length > 0 ? dashboards(settings, signals, using(primary)) : [],
    workloads: Object.fromEntries(workloads.map(({ name, delivery }) => [name, delivery])),
  };
}
