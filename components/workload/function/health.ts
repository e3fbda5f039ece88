import type * as pulumi from "@pulumi/pulumi";
import type { Checks } from "../../../infra/catalog/shape";
import type { WorkloadOf } from "../../../infra/catalog/workload";
import type { Context } from "../../../infra/context";
import { expectsTraffic, type Health } from "../../observe/health";
import { type ApiStage, apiCounts, apiErrorRate } from "../../observe/metrics/api";
import {
  type AliasedFunction,
  invocationsStopped,
  lambdaConcurrency,
  lambdaCounts,
  lambdaErrorRate,
  lambdaP95,
  lambdaThrottles,
} from "../../observe/metrics/lambda";
import { FAILED_EVENT, failureAlarm, type QueueNames, queueAlarms } from "../queue/health";

export interface FunctionHealthArgs {
  /** Context of the workload: it gives names, tags and settings. */
  context: Context;
  /** The workload's entry in the catalog. */
  workload: WorkloadOf<"function">;
  /** The alias that callers invoke. */
  fn: AliasedFunction;
  /** Name of the queue for events that it could not handle. */
  failedEventsName: pulumi.Input<string>;
  /** Stage of the function's HTTP API. @default - it has none */
  api?: ApiStage & {
    readonly host: pulumi.Input<string>;
    readonly executionArn: pulumi.Input<string>;
  };
  /** What the synthetic tests ask of each version that may run. @default - nothing is asked */
  checks?: readonly Checks[];
  /** Whether each version that may run answers HTTP. @default true */
  allAnswer?: boolean;
  /** The queue that it consumes. @default - none */
  queue?: QueueNames;
}

/**
 * The health of a function's alias: errors, throttles and p95, and 5xx of its API where it has one
 * (CI/CL-002 §7.2, §13). Its error budget is that of its API where it has one, as that is what
 * callers see.
 */
export function functionHealth(args: FunctionHealthArgs): Health {
  const { context, workload, fn, failedEventsName, api, queue, checks = [], allAnswer } = args;
  const { slo, concurrency } = workload;
  const { http5xxPercent, minimumRequests, queueBacklogPerTask } = context.settings.alarms;
  const rate = { thresholdPercent: http5xxPercent, minimumRequests };
  const errorRate = lambdaErrorRate({ ...fn, ...rate });
  const p95 = lambdaP95({ ...fn, p95: slo.p95 });
  const throttles = lambdaThrottles(fn);
  const apiErrors = api && apiErrorRate({ ...api, ...rate });
  const own = lambdaCounts(fn);
  const answered = api && apiCounts(api);
  const { requests, errors } = answered ?? own;
  const expected = expectsTraffic(context, slo);
  const minute = { period: 60 };

  return {
    alarms: {
      errors: { readBy: "rollback", condition: errorRate },
      throttles: { readBy: "rollback", condition: throttles },
      latency: { readBy: "rollback", condition: p95 },
      ...(apiErrors && { "api-errors": { readBy: "rollback", condition: apiErrors } }),
      ...(expected && { silence: { readBy: "bake", condition: invocationsStopped(fn) } }),
      "failed-events": failureAlarm(failedEventsName, FAILED_EVENT),
      ...(queue && queueAlarms(context, queue, { above: concurrency * queueBacklogPerTask })),
    },
    graphs: {
      traffic: [
        { measure: own.requests, ...minute, label: "invocations a minute" },
        ...(answered
          ? [{ measure: answered.requests, ...minute, label: "requests a minute" }]
          : []),
      ],
      errors: [errorRate, ...(apiErrors ? [apiErrors] : [])],
      latency: [{ ...p95, label: "p95, ms" }],
      saturation: [
        { measure: lambdaConcurrency(fn), ...minute, label: "concurrent executions" },
        throttles,
      ],
    },
    budget: {
      availability: slo.availability,
      requests: [requests],
      errors: [errors],
      expectsTraffic: expected,
      minimumRequests,
    },
    // Signed, as its API asks IAM who calls.
    ...(api &&
      checks.length > 0 && {
        syntheticCheck: {
          host: api.host,
          checks,
          runs: allAnswer,
          signedFor: { executionArn: api.executionArn, stage: api.stage },
          // It goes with the API, once no version runs that answers.
          protect: workload.http !== undefined,
        },
      }),
  };
}
