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
import { compute } from "../../../../sandbox/api/simulation/alarms/metric-math";
import { alarmStates, repeated } from "../../../support/alarm-state";

const fn = { functionName: "nc-api-prod-function", alias: "live" };
const rate = { thresholdPercent: 1, minimumRequests: 20 };

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

  it("[§7.2] lambdaErrorRate goes off above the specification's share, and never for silence", () => {
    const { measure, ...when } = lambdaErrorRate({ ...fn, ...rate });

    expect(compute(measure as MetricMath, { requests: 10_000, errors: 101 })).to.equal(1.01);
    expect(compute(measure as MetricMath, { requests: 19, errors: 19 })).to.equal(0);
    expect(compute(measure as MetricMath, {})).to.equal(0);
    expect(when).to.deep.equal({
      description: "More than 1 % of a minute's invocations failed.",
      ...twoOfThree,
      comparison: ">",
      threshold: 1,
      missingData: "notBreaching",
    });
  });

  describe("lambdaErrorRate during a release", () => {
    const errorRate = lambdaErrorRate({ ...fn, ...rate });
    /** A minute of 10,000 calls: errors of each version, with the new one's share of the traffic. */
    const minute = (share: number, oldErrors: number, newErrors: number) => ({
      requests: 10_000,
      errors: Math.round(10_000 * ((1 - share) * oldErrors + share * newErrors)),
    });
    const isOn = (minutes: readonly object[]) => alarmStates(errorRate, minutes);
    const releases: [title: string, oldErrors: number, newErrors: number, trips: boolean][] = [
      ["both fail for 0.2 % of calls", 0.002, 0.002, false],
      ["the new one is the fix", 0.002, 0, false],
      ["the old one is at the limit", 0.01, 0.01, false],
      ["the new one always fails", 0, 1, true],
      ["the new one fails for 11 % of calls", 0, 0.11, true],
      ["the new one fails for 9 % of calls, beside 0.2 %", 0.002, 0.09, true],
      ["the new one fails for 8 % of calls, beside 0.2 %", 0.002, 0.08, false],
      ["the new one fails for 2 % of calls, beside 1 %", 0.01, 0.02, true],
    ];
    for (const [title, oldErrors, newErrors, trips] of releases) {
      it(`[§7.2] ${trips ? "goes" : "does not go"} off in a canary of 10 %: ${title}`, () => {
        expect(isOn(repeated(60, minute(0, oldErrors, 0)))).not.to.include(true);

        const [first, ...rest] = isOn(repeated(5, minute(0.1, oldErrors, newErrors)));
        expect(first).to.equal(false);
        expect(rest).to.deep.equal(repeated(4, trips));
      });
    }

    it("[§13] goes off in the bake for what the canary was too small to show", () => {
      const shifted = [
        ...repeated(5, minute(0.1, 0.002, 0.05)),
        ...repeated(3, minute(1, 0, 0.05)),
      ];

      expect(isOn(shifted)).to.deep.equal([...repeated(6, false), true, true]);
    });

    it("is over two minutes after the errors are, and so does not block the next release", () => {
      const outage = [...repeated(3, minute(0, 0.2, 0)), ...repeated(3, minute(0, 0.002, 0))];

      expect(isOn(outage)).to.deep.equal([false, true, true, true, false, false]);
    });
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

  it("[§7.2] apiErrorRate counts the stage's 5xx, of every version", () => {
    const api = { apiId: "a1", stage: "$default" };
    const { measure, threshold, description } = apiErrorRate({ ...api, ...rate });
    const { metrics } = measure as MetricMath;
    const count = (metricName: string) => ({
      namespace: "AWS/ApiGateway",
      metricName,
      statistic: "Sum",
      dimensions: { ApiId: "a1", Stage: "$default" },
    });

    expect(metrics).to.deep.equal({ requests: count("Count"), errors: count("5xx") });
    expect(threshold).to.equal(1);
    expect(description).to.equal("More than 1 % of a minute's requests were answered with 5xx.");
    expect(compute(measure as MetricMath, { requests: 1000, errors: 2 })).to.equal(0.2);
  });
});
