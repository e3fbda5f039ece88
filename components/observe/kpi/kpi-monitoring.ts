import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../../infra/context";
import { metricAlarm } from "../alarms/alarm";
import type { AlertTopicArns } from "../alert-topics";
import { Dashboard } from "../dashboard/dashboard";
import { kpiMissed } from "../metrics/kpi";
import { KPI_TARGETS } from "./targets";
import { kpiWidgets } from "./widgets";

export interface KpiMonitoringArgs {
  /** Context of the platform: it gives names, tags and settings. */
  context: Context;
  /** ARNs of the SNS topics that alarms notify, by route. */
  alertTopicArns: AlertTopicArns;
}

/**
 * What shows the delivery KPIs of an environment, and tells of a target that is missed. The targets are those of prod
 * (CI/CL-002 §19): a release that stg holds back is no failure, so the other environments have no alarms.
 */
export class KpiMonitoring extends pulumi.ComponentResource {
  /** Name of the dashboard. */
  readonly dashboardName: pulumi.Output<string>;

  constructor(name: string, args: KpiMonitoringArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:observe:KpiMonitoring", name, {}, opts);
    const { context, alertTopicArns } = args;
    const { environment, settings } = context;
    const child = { parent: this };
    for (const { kpi, component, missed } of environment === "prod" ? KPI_TARGETS : []) {
      const target = settings.kpi[kpi];
      const condition = kpiMissed({ environment, kpi, target, description: missed(target) });
      metricAlarm(
        `${name}-${component}`,
        { context, component, severity: "ticket", alertTopicArns, ...condition },
        child,
      );
    }
    const dashboard = new Dashboard(
      name,
      { context, component: "kpis", widgets: kpiWidgets(settings) },
      child,
    );
    this.dashboardName = dashboard.dashboardName;
    this.registerOutputs({ dashboardName: this.dashboardName });
  }
}
