import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { Metric, MetricMath } from "../../../../components/observe/condition";
import { apiErrorRate } from "../../../../components/observe/metrics/api";
import {
  invocationsStopped,
  lambdaErrorRate,
  lambdaP95,
  lambdaThrottles,
} from "../../../../components/observe/metrics/lambda";
import { compute } from "../../../support/metric-math";

const fn = { functionName: "nc-api-prod-function", alias: "live" };
const rate = { thresholdPercent: 1, minimumRequests: 20, firstStepPercent: 10 };

const metric = (metricName: string, statistic = "Sum") => ({
  namespace: "AWS/Lambda",
  metricName,
  statistic,
  dimensions: { FunctionName: fn.functionName, Resource: "nc-api-prod-function:live" },
});
const twoOfThree = { period: 60, periods: 3, datapoints: 2 };

/** `metrics`, once what they hold is known. */
function known(metrics: object): Promise<unknown> {
  return new Promise((resolve) => {
    pulumi.output(metrics).apply(resolve);
  });
}

describe("conditions of a function", () => {
  it("[§7.2] lambdaErrorRate counts what callers of the alias see", async () => {
    const { metrics } = lambdaErrorRate({ ...fn, ...rate }).measure as MetricMath;

    expect(await known(metrics)).to.deep.equal({
      requests: metric("Invocations"),
      errors: metric("Errors"),
    });
  });

  it("[§7.2] lambdaErrorRate goes off for a bad version with a tenth of the traffic", () => {
    const { measure, threshold, description, ...when } = lambdaErrorRate({ ...fn, ...rate });
    // 1 % of a tenth of 10,000.
    const share = compute(measure as MetricMath, { requests: 10_000, errors: 11 });

    expect(threshold).to.equal(0.1);
    expect(share).to.be.above(threshold);
    expect(compute(measure as MetricMath, { requests: 19, errors: 19 })).to.equal(0);
    expect(compute(measure as MetricMath, {})).to.equal(0);
    expect(description).to.equal(
      "More than 0.1 % of a minute's invocations failed: 1 % of those that a new version gets, " +
        "with 10 % of the traffic.",
    );
    expect(when).to.deep.equal({ ...twoOfThree, comparison: ">", missingData: "notBreaching" });
  });

  it("[§7.2] lambdaThrottles goes off with any", async () => {
    const { measure, ...when } = lambdaThrottles(fn);
    const math = measure as MetricMath;

    expect(await known(math.metrics)).to.deep.equal({ throttles: metric("Throttles") });
    expect(compute(math, {})).to.equal(0);
    expect(compute(math, { throttles: 2 })).to.equal(2);
    expect(when).to.deep.equal({
      description: "Invocations are throttled: the function uses all of its reserved concurrency.",
      ...twoOfThree,
      comparison: ">",
      threshold: 0,
      missingData: "notBreaching",
    });
  });

  it("[§7.2] lambdaP95 compares milliseconds", async () => {
    const { measure, ...when } = lambdaP95({ ...fn, p95: 0.3 });

    expect(await known(measure as Metric)).to.deep.equal(metric("Duration", "p95"));
    expect(when).to.deep.equal({
      description: "The 95th percentile of the run time is above 0.3 s.",
      ...twoOfThree,
      comparison: ">",
      threshold: 300,
      missingData: "notBreaching",
    });
  });

  it("[§13] invocationsStopped takes silence, and missing data, for a breach", () => {
    const { measure, ...when } = invocationsStopped(fn);

    expect(compute(measure as MetricMath, {})).to.equal(0);
    expect(when).to.deep.equal({
      description: "Nothing invoked the function for 15 minutes, though traffic is expected.",
      period: 300,
      periods: 3,
      comparison: "<",
      threshold: 1,
      missingData: "breaching",
      warmUpMinutes: 30,
    });
  });

  it("[§7.2] apiErrorRate counts the stage's 5xx, scaled by the first step's share", () => {
    const { measure, threshold } = apiErrorRate({ apiId: "a1", stage: "$default", ...rate });
    const { metrics } = measure as MetricMath;
    const count = (metricName: string) => ({
      namespace: "AWS/ApiGateway",
      metricName,
      statistic: "Sum",
      dimensions: { ApiId: "a1", Stage: "$default" },
    });

    expect(metrics).to.deep.equal({ requests: count("Count"), errors: count("5xx") });
    expect(threshold).to.equal(0.1);
    expect(compute(measure as MetricMath, { requests: 1000, errors: 2 })).to.equal(0.2);
  });
});
