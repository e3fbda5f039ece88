import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { WorkloadOf } from "../../../infra/catalog/workload";
import type { Context } from "../../../infra/context";
import { metricAlarm } from "../../observe/alarms/alarm";
import type { AlarmCondition } from "../../observe/condition";
import { type ApiStage, apiErrorRate } from "../../observe/metrics/api";
import {
  type AliasedFunction,
  invocationsStopped,
  lambdaErrorRate,
  lambdaP95,
  lambdaThrottles,
} from "../../observe/metrics/lambda";
import { trafficOf } from "../../observe/traffic";
import { firstStepPercent } from "../code-deploy/deployment-config";

export interface FunctionAlarmsArgs extends AliasedFunction {
  /** The workload's context. */
  context: Context;
  workload: WorkloadOf<"function">;
  /** Its HTTP API. @default - it has none */
  api?: ApiStage;
  /** ARN of the topic that alarms notify. */
  alertTopicArn: pulumi.Input<string>;
}

/** A function's alarms, by who reads them. */
export interface FunctionAlarms {
  /** Those that CodeDeploy reads while traffic shifts. */
  readonly rollback: readonly aws.cloudwatch.MetricAlarm[];
  /** Those that it must not read, and the bake and the watch do. */
  readonly watched: readonly aws.cloudwatch.MetricAlarm[];
}

/**
 * Makes the alarms of a function's alias: errors, throttles, slow answers, and answers with 5xx where
 * it has an API; where requests are expected, silence too (CI/CL-002 §7.2, §13).
 */
export function functionAlarms(
  name: string,
  args: FunctionAlarmsArgs,
  opts: pulumi.CustomResourceOptions,
): FunctionAlarms {
  const { context, workload, functionName, alias, api, alertTopicArn } = args;
  const { slo, traffic } = workload;
  const { http5xxPercent, minimumRequests } = context.settings.alarms;
  const fn = { functionName, alias };
  const share = {
    thresholdPercent: http5xxPercent,
    minimumRequests,
    canaryPercent: firstStepPercent(context, traffic),
  };
  const alarm = (component: string, condition: AlarmCondition) =>
    metricAlarm(`${name}-${component}`, { context, component, alertTopicArn, ...condition }, opts);

  return {
    rollback: [
      alarm("errors", lambdaErrorRate({ ...fn, ...share })),
      alarm("throttles", lambdaThrottles(fn)),
      alarm("latency", lambdaP95({ ...fn, seconds: slo.p95 })),
      ...(api ? [alarm("api-errors", apiErrorRate({ ...api, ...share }))] : []),
    ],
    watched:
      trafficOf(context, slo) === "expected" ? [alarm("silence", invocationsStopped(fn))] : [],
  };
}
