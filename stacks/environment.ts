import type * as pulumi from "@pulumi/pulumi";
import { EnvironmentDashboards } from "../components/observe/dashboard/environment-dashboards";
import { KpiMonitoring } from "../components/observe/kpi/kpi-monitoring";
import { PlatformFunctions } from "../components/platform-function/platform-functions";
import { edgesOf } from "../infra/catalog/links/edges";
import { withFormerLinks } from "../infra/catalog/links/former-links";
import { inOrderOfLinks } from "../infra/catalog/links/order";
import type { Catalog } from "../infra/catalog/workload";
import { contextOf, PLATFORM } from "../infra/context";
import { deployRoleArn } from "../infra/naming/workload-names";
import { providersOf, withProviders } from "../infra/providers";
import type { Settings } from "../infra/settings/parse";
import { adoptedResources } from "./adopted-resources";
import { environmentResources } from "./environment-resources";
import { linksOf, openLinks } from "./links";
import { policySizes } from "./policy-sizes";
import { recovery } from "./recovery";
import { repositories } from "./repositories";
import { rotations } from "./rotation";
import { type ShapesByWorkload, shapesOf } from "./shapes";
import { type WorkloadResources, workload } from "./workload";
import { workloadList } from "./workload-list";

/**
 * Everything of one environment; returns the stack's outputs.
 *
 * @param all - settings of every environment: the stack that manages GitHub does so for all of them.
 *   @default - those of this environment
 * @param former - shapes of workloads that the last update admitted. @default - this is the first
 */
export async function environment(
  settings: Settings,
  catalog: Catalog,
  all: readonly Settings[] = [settings],
  former: ShapesByWorkload = {},
): Promise<Record<string, unknown>> {
  const { primary, dr, github } = providersOf(settings);
  const adopted = adoptedResources(settings);
  const sizes = policySizes();
  const optsOf = (provider: pulumi.ProviderResource): pulumi.ComponentResourceOptions => ({
    ...withProviders(provider),
    transformations: [adopted.transformation, sizes],
  });
  const opts = optsOf(primary);
  const shapes = await shapesOf(settings, catalog, former, opts);
  const guards = github ? repositories(settings, all, catalog, optsOf(github)) : [];
  const shared = environmentResources(settings, catalog, shapes, guards, opts);
  const context = contextOf(settings, PLATFORM);
  const { hookArns, webhookUrl } = new PlatformFunctions(
    "functions",
    {
      context,
      environmentResources: shared,
      workloads: workloadList(settings, catalog),
      testedFunctions: catalog.flatMap((each) =>
        each.kind === "function" && each.checks ? [each.name] : [],
      ),
      migrating: catalog.flatMap((each) =>
        (each.kind === "service" || each.kind === "function") && each.migrations
          ? [{ service: each.name, kind: each.kind }]
          : [],
      ),
      ledgerName: shared.tables.ledgerName,
    },
    opts,
  );
  const { alertTopicArns } = shared;
  const kpis = new KpiMonitoring("kpis", { context, alertTopicArns }, opts);
  const resources = { ...shared, hookArns };
  const regions = dr && { primary: opts, dr: optsOf(dr) };
  const recovered = regions && recovery(settings, catalog, resources, regions);
  const served = withFormerLinks(catalog, shapes);
  const made = new Map<string, WorkloadResources>();
  for (const each of inOrderOfLinks(catalog)) {
    const links = linksOf(settings, each, served, made);
    const replacement = made.get(each.retired?.replacedBy ?? "")?.component;
    const inputs = { resources, recovered, links, replacement, shapes: shapes.get(each.name) };
    made.set(each.name, workload(settings, each, inputs, opts));
  }
  openLinks(settings, served, made, opts);
  rotations(settings, catalog, made, opts);
  const signals = catalog.flatMap(({ name }) => made.get(name)?.signals ?? []);
  const dashboardNames =
    signals.length > 0
      ? new EnvironmentDashboards("dashboards", { context, signals, edges: edgesOf(catalog) }, opts)
          .dashboardNames
      : [];
  adopted.assertAllFound();
  return {
    deployRoleArn: deployRoleArn(settings.accountId, { ...settings, service: "platform" }),
    artifactBucket: resources.artifacts.bucketName,
    terraformStateBucket: resources.terraformState.bucketName,
    imageUrls: resources.artifacts.imageUrls,
    ...(recovered && {
      recovery: {
        artifactBucket: recovered.replica.bucketName,
        imageUrls: recovered.replica.imageUrls,
      },
    }),
    dashboards: dashboardNames,
    kpiDashboard: kpis.dashboardName,
    ...(webhookUrl && { webhookUrl }),
    workloads: Object.fromEntries(catalog.map(({ name }) => [name, made.get(name)?.contract])),
    // The next update reads them.
    shapes: Object.fromEntries(shapes),
  };
}
