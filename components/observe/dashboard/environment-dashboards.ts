import * as pulumi from "@pulumi/pulumi";
import type { Edge } from "../../../infra/catalog/links/edges";
import type { Context } from "../../../infra/context";
import { Dashboard, WIDGETS_MAX } from "./dashboard";
import type { Widget } from "./graph";
import { edgeWidgets, environmentWidgets, type Signals } from "./workload-widgets";

/** Most metrics of one dashboard, drawn or not (CloudWatch quotas). */
const METRICS_MAX = 2500;

export interface EnvironmentDashboardsArgs {
  /** Context of the platform: it gives names, tags and settings. */
  context: Context;
  /** What there is to see of each workload, in the order in which it is shown; at least one. */
  signals: readonly Signals[];
  /** Links between workloads. @default - there are none */
  edges?: readonly Edge[];
}

/**
 * The dashboard of an environment: a row for each workload (CI/CL-002 §13). CloudWatch bounds what
 * one dashboard holds, so what is too much for one goes on in a second, and so on.
 */
export class EnvironmentDashboards extends pulumi.ComponentResource {
  /** Names of the dashboards, in order. */
  readonly dashboardNames: pulumi.Output<string[]>;

  constructor(
    name: string,
    args: EnvironmentDashboardsArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("nc:observe:EnvironmentDashboards", name, {}, opts);
    const { context, signals, edges = [] } = args;
    const dashboards = pages(signals, edges).map(
      (widgets, index) =>
        new Dashboard(
          `${name}-${index + 1}`,
          { context, widgets, component: index ? `dashboard-${index + 1}` : "dashboard" },
          { parent: this },
        ),
    );
    this.dashboardNames = pulumi.output(dashboards.map((each) => each.dashboardName));
    this.registerOutputs({ dashboardNames: this.dashboardNames });
  }
}

/** The widgets of each dashboard: as many whole rows as it holds, and all links on the first. */
export function pages(signals: readonly Signals[], edges: readonly Edge[] = []): Widget[][] {
  const all: Widget[][] = [];
  let [page, metrics]: [Widget[], number] = [edgeWidgets(edges), 0];
  for (const each of signals) {
    const row = environmentWidgets([each]);
    const more = row.reduce((sum, widget) => sum + metricsOf(widget), 0);
    const full = page.length + row.length > WIDGETS_MAX || metrics + more > METRICS_MAX;
    if (full) [page, metrics] = [[], 0];
    if (full || all.length === 0) all.push(page);
    page.push(...row);
    metrics += more;
  }
  return all;
}

/** How many metrics a widget reads: rows that begin with a namespace, and not expressions. */
function metricsOf({ properties: { metrics } }: Widget): number {
  return Array.isArray(metrics) ? metrics.filter(([first]) => typeof first === "string").length : 0;
}
