import type { Input } from "@pulumi/pulumi";
import { type AlarmCondition, type Metric, TWO_OF_THREE } from "../condition";
import { errorRate, filled } from "./error-rate";

/** A stage of an HTTP API of API Gateway. */
export interface ApiStage {
  readonly apiId: Input<string>;
  /** The stage's name, such as `$default`. */
  readonly stage: Input<string>;
}

export interface ApiErrorRateArgs extends ApiStage {
  /** Share of answers that may have status 5xx, in percent. */
  readonly thresholdPercent: number;
  /** Requests a minute below which no share is computed. */
  readonly minimumRequests: number;
}

/** The API answers too many requests with 5xx, whichever version of its function answered. */
export function apiErrorRate(args: ApiErrorRateArgs): AlarmCondition {
  const { thresholdPercent: threshold, minimumRequests } = args;
  const { requests, errors } = apiCounts(args);
  return {
    description: `More than ${threshold} % of a minute's requests were answered with 5xx.`,
    measure: {
      metrics: { requests, errors },
      expression: errorRate(filled("errors"), filled("requests"), minimumRequests),
      label: "5xx, % of requests",
    },
    ...TWO_OF_THREE,
    comparison: ">",
    threshold,
    missingData: "notBreaching",
  };
}

/** Requests to the stage, and answers with 5xx. An HTTP API names them so; a REST API does not. */
export function apiCounts(api: ApiStage) {
  return { requests: stageMetric(api, "Count"), errors: stageMetric(api, "5xx") };
}

function stageMetric({ apiId, stage }: ApiStage, metricName: string): Metric {
  const dimensions = { ApiId: apiId, Stage: stage };
  return { namespace: "AWS/ApiGateway", metricName, dimensions, statistic: "Sum" };
}
