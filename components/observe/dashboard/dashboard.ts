import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../../infra/context";
import { inputError } from "../../../infra/input-error";
import type { Widget } from "./graph";

/** Columns of a dashboard, and the most widgets on one (CloudWatch quotas). */
const COLUMNS = 24;
export const WIDGETS_MAX = 500;

export interface DashboardArgs {
  /** The platform's context for an environment's dashboard, a workload's for its own. */
  context: Context;
  /** Widgets in rows, from the left: 1 to 500. */
  widgets: readonly Widget[];
  /** Last part of its name. @default "dashboard" */
  component?: string;
}

/** A CloudWatch dashboard. AWS gives a dashboard no tags. */
export class Dashboard extends pulumi.ComponentResource {
  /** The dashboard's name. */
  readonly dashboardName: pulumi.Output<string>;

  constructor(name: string, args: DashboardArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:observe:Dashboard", name, {}, opts);
    const { context, widgets, component = "dashboard" } = args;
    if (widgets.length < 1 || widgets.length > WIDGETS_MAX) {
      throw inputError(this, "widgets", `${widgets.length} widgets`, `1 to ${WIDGETS_MAX}`);
    }

    const dashboard = new aws.cloudwatch.Dashboard(
      name,
      {
        dashboardName: context.name("aws:cloudwatch/dashboard:Dashboard", component),
        dashboardBody: pulumi.jsonStringify({ widgets: placed(widgets, context.settings.region) }),
      },
      { parent: this },
    );
    this.dashboardName = dashboard.dashboardName;
    this.registerOutputs({ dashboardName: this.dashboardName });
  }
}

/** Positions of widgets: from left to right while there is room, then below the tallest of the row. */
function placed(widgets: readonly Widget[], region: string) {
  let [x, y, tallest] = [0, 0, 0];
  return widgets.map(({ type, width, height, properties }) => {
    if (x + width > COLUMNS) [x, y, tallest] = [0, y + tallest, 0];
    const at = { x, y };
    x += width;
    tallest = Math.max(tallest, height);
    const own = type === "metric" ? { ...properties, region } : properties;
    return { type, ...at, width, height, properties: own };
  });
}
