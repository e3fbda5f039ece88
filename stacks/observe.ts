import type * as pulumi from "@pulumi/pulumi";
import { CanaryScript } from "../components/observe/canary/canary-script";
import { EnvironmentDashboards } from "../components/observe/dashboard/environment-dashboards";
import type { Signals } from "../components/observe/dashboard/workload-widgets";
import { contextOf, PLATFORM } from "../infra/context";
import type { Settings } from "../infra/settings/parse";

/** Makes what the synthetic tests of an environment run; nothing in dev, where there are none. */
export function canaryScript(
  settings: Settings,
  artifacts: { readonly bucketName: pulumi.Output<string> },
  opts: pulumi.ComponentResourceOptions,
): CanaryScript | undefined {
  if (settings.environment === "dev") return undefined;
  const context = contextOf(settings, PLATFORM);
  return new CanaryScript("synthetic-check", { context, bucketName: artifacts.bucketName }, opts);
}

/** Makes the dashboards that show every workload of an environment, and returns their names. */
export function dashboards(
  settings: Settings,
  signals: readonly Signals[],
  opts: pulumi.ComponentResourceOptions,
): pulumi.Output<string[]> {
  const context = contextOf(settings, PLATFORM);
  return new EnvironmentDashboards("dashboards", { context, signals }, opts).dashboardNames;
}
