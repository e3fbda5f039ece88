import type { WorkloadOf } from "../../../infra/catalog/workload";
import type { Context } from "../../../infra/context";
import { type ApiStage, apiCounts, apiErrorRate } from "../../observe/metrics/api";
import {
  type AliasedFunction,
  lambdaCopies,
  lambdaCounts,
  lambdaErrorRate,
  lambdaP95,
  lambdaThrottles,
} from "../../observe/metrics/lambda";
import { trafficOf } from "../../observe/traffic";
import { firstStepPercent } from "../code-deploy/deployment-config";
import type { Observed } from "../observed";

export interface FunctionGraphsArgs extends AliasedFunction {
  /** The workload's context. */
  context: Context;
  workload: WorkloadOf<"function">;
  /** Its HTTP API. @default - it has none */
  api?: ApiStage;
}

/**
 * What the dashboard shows of a function's alias, and its error budget: that of its API where it has
 * one, as what callers are answered is what the budget is of.
 */
export function functionGraphs(args: FunctionGraphsArgs): Pick<Observed, "graphs" | "budget"> {
  const { context, workload, functionName, alias, api } = args;
  const { slo, traffic } = workload;
  const { http5xxPercent: thresholdPercent, minimumRequests } = context.settings.alarms;
  const fn = { functionName, alias };
  const canaryPercent = firstStepPercent(context, traffic);
  const share = { thresholdPercent, minimumRequests, canaryPercent };
  const own = lambdaCounts(fn);
  const answered = api && apiCounts(api);
  const { requests, errors } = answered ?? own;
  const minute = { period: 60 };
  return {
    graphs: {
      traffic: [
        { measure: own.requests, ...minute, label: "invocations a minute" },
        ...(answered
          ? [{ measure: answered.requests, ...minute, label: "requests a minute" }]
          : []),
      ],
      errors: [
        lambdaErrorRate({ ...fn, ...share }),
        ...(api ? [apiErrorRate({ ...api, ...share })] : []),
      ],
      latency: [{ ...lambdaP95({ ...fn, seconds: slo.p95 }), label: "p95, ms" }],
      saturation: [
        { measure: lambdaCopies(fn), ...minute, label: "copies that run" },
        lambdaThrottles(fn),
      ],
    },
    budget: {
      availability: slo.availability,
      requests: [requests],
      errors: [errors],
      traffic: trafficOf(context, slo),
      minimumRequests,
    },
  };
}
