import type * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../infra/context";
import { KPI_NAMESPACE } from "../../infra/kpi-metrics";
import { platformArns } from "../identity/arns";
import { allow, type Statement } from "../identity/statement";
import { auditKeyPermissions } from "./handled-events";
import { PlatformFunction, type PlatformFunctionArgs } from "./platform-function";

const COMPONENT = "publish-kpis";

export interface PublishKpisArgs
  extends Pick<PlatformFunctionArgs, "context" | "environmentResources"> {
  /** Name of the ledger's table. */
  ledgerName: pulumi.Input<string>;
}

/** The function that publishes the delivery KPIs of the ledger, every hour (CI/CL-002 §19). */
export function publishKpis(
  name: string,
  { context, environmentResources, ledgerName }: PublishKpisArgs,
  opts: pulumi.CustomResourceOptions,
): PlatformFunction {
  return new PlatformFunction(
    name,
    {
      context,
      component: COMPONENT,
      description: "Publishes the delivery KPIs of the ledger as metrics",
      statements: publishKpisPermissions(context),
      variables: { LEDGER: ledgerName },
      // It reads the whole ledger into memory: some 1 kB for an event.
      timeout: 300,
      memory: 1024,
      environmentResources,
    },
    opts,
  );
}

/** Reads the whole ledger, and publishes metrics of the KPIs' namespace alone. */
export function publishKpisPermissions(context: Context): Statement[] {
  const { ledger } = platformArns(context);
  return [
    allow("Ledger", "dynamodb", ["Scan"], ledger),
    auditKeyPermissions(context),
    // AWS takes no resource for it.
    allow("Kpis", "cloudwatch", ["PutMetricData"], "*", {
      StringEquals: { "cloudwatch:namespace": KPI_NAMESPACE },
    }),
  ];
}
