import { CloudWatch } from "@aws-sdk/client-cloudwatch";
import { z } from "zod";
import { ENVIRONMENTS } from "../../infra/environments";
import { ledgerOf } from "../support/ledger";
import { type Handler, type Runtime, variable } from "../support/runtime";
import { observed } from "../support/telemetry";
import { kpiMetrics } from "./metrics";
import { publish } from "./publish";

/**
 * Publishes the delivery KPIs of the quarter until now (CI/CL-002 §19). Nothing of the call is read: who is called
 * again publishes again, and the newest value of an hour counts.
 */
export function publishKpis(runtime: Runtime): Handler {
  const environment = z.enum(ENVIRONMENTS).parse(variable(runtime, "ENVIRONMENT"));
  const cloudWatch = new CloudWatch({ ...runtime.aws });
  const ledger = ledgerOf(runtime);
  return (_, context) =>
    observed(runtime, context, async ({ log }) => {
      const now = runtime.now();
      const metrics = kpiMetrics({ environment, events: await ledger.allEvents(), now });
      await publish(metrics, now, (data) => cloudWatch.putMetricData(data));
      log.info("KPIs published", { metrics: metrics.length });
      return { metrics: metrics.length };
    });
}
