import { expect } from "chai";
import type { MetricMath } from "../../../../components/observe/condition";
import {
  httpErrorRate,
  latencyP95,
  requestsStopped,
  unhealthyHosts,
} from "../../../../components/observe/metrics/http";
import { compute } from "../../../../sandbox/api/simulation/alarms/metric-math";
import { alarmStates, repeated } from "../../../support/alarm-state";

const service = {
  loadBalancerSuffix: "app/nc/1",
  targetGroupSuffixes: ["targetgroup/a/1", "targetgroup/b/2"] as const,
};
const metric = (metricName: string, group: "a/1" | "b/2", statistic = "Sum") => ({
  namespace: "AWS/ApplicationELB",
  metricName,
  dimensions: { LoadBalancer: "app/nc/1", TargetGroup: `targetgroup/${group}` },
  statistic,
});

describe("conditions of a service behind the load balancer", () => {
  describe("httpErrorRate", () => {
    const condition = httpErrorRate({ ...service, thresholdPercent: 1, minimumRequests: 20 });
    const measure = condition.measure as MetricMath;

    it("[§13] counts the 5xx of both target groups, and none of the load balancer's own", () => {
      expect(measure.metrics).to.deep.equal({
        requests1: metric("RequestCount", "a/1"),
        requests2: metric("RequestCount", "b/2"),
        errors1: metric("HTTPCode_Target_5XX_Count", "a/1"),
        errors2: metric("HTTPCode_Target_5XX_Count", "b/2"),
      });
    });

    it("[§13] goes off above 1 % in two of three minutes, and never for silence", () => {
      const { description, measure: _, ...when } = condition;

      expect(description).to.equal("More than 1 % of a minute's requests were answered with 5xx.");
      expect(when).to.deep.equal({
        period: 60,
        periods: 3,
        datapoints: 2,
        comparison: ">",
        threshold: 1,
        missingData: "notBreaching",
      });
    });

    const minutes: [title: string, at: object, percent: number][] = [
      ["one group has all traffic", { requests1: 1000, errors1: 15 }, 1.5],
      ["after the swap", { requests2: 1000, errors2: 15 }, 1.5],
      ["no error was ever reported", { requests1: 1000 }, 0],
      ["nothing was reported", {}, 0],
      ["few requests, all of them bad", { requests1: 19, errors1: 19 }, 0],
      ["just enough requests", { requests1: 20, errors1: 1 }, 5],
      ["too few in each, enough together", { requests1: 15, requests2: 15, errors2: 3 }, 10],
      [
        "a tenth of the traffic, to a bad version",
        { requests1: 900, requests2: 100, errors1: 0, errors2: 5 },
        5,
      ],
    ];
    for (const [title, at, percent] of minutes) {
      it(`is ${percent} % with ${title}`, () => {
        expect(compute(measure, at)).to.equal(percent);
      });
    }
  });

  it("[§7.1] latencyP95 watches one group, in seconds, and calls no silence slow", () => {
    const args = { ...service, targetGroupSuffix: "targetgroup/b/2", p95: 0.3 };

    expect(latencyP95(args)).to.deep.equal({
      description: "The 95th percentile of the response time is above 0.3 s.",
      measure: metric("TargetResponseTime", "b/2", "p95"),
      period: 60,
      periods: 3,
      datapoints: 2,
      comparison: ">",
      threshold: 0.3,
      missingData: "notBreaching",
    });
  });

  it("[§7.1] unhealthyHosts counts the targets of both groups", () => {
    const { measure, ...when } = unhealthyHosts(service, 60);
    const math = measure as MetricMath;

    expect(math.metrics).to.deep.equal({
      hosts1: metric("UnHealthyHostCount", "a/1", "Maximum"),
      hosts2: metric("UnHealthyHostCount", "b/2", "Maximum"),
    });
    expect(compute(math, { hosts1: 1, hosts2: 2 })).to.equal(3);
    expect(compute(math, { hosts2: 1 })).to.equal(1);
    expect(compute(math, {})).to.equal(0);
    expect(when).to.deep.equal({
      description: "A target fails the load balancer's health check.",
      period: 60,
      periods: 4,
      datapoints: 3,
      comparison: ">",
      threshold: 0,
      missingData: "notBreaching",
    });
  });

  it("unhealthyHosts leaves a task the time that it has to start", () => {
    const slow = unhealthyHosts(service, 300);

    expect([slow.datapoints, slow.periods]).to.deep.equal([7, 8]);
    expect(alarmStates(slow, [...repeated(6, { hosts2: 1 }), {}, {}])).not.to.include(true);
    expect(alarmStates(slow, repeated(8, { hosts2: 1 })).at(-1)).to.equal(true);
  });

  it("[§13] requestsStopped takes silence, and missing data, for a breach", () => {
    const { measure, ...when } = requestsStopped(service);
    const math = measure as MetricMath;

    expect(math.metrics).to.deep.equal({
      requests1: metric("RequestCount", "a/1"),
      requests2: metric("RequestCount", "b/2"),
    });
    expect(compute(math, {})).to.equal(0);
    expect(compute(math, { requests2: 3 })).to.equal(3);
    expect(when).to.deep.equal({
      description: "No request came for 15 minutes, though traffic is expected.",
      period: 300,
      periods: 3,
      comparison: "<",
      threshold: 1,
      missingData: "breaching",
      warmUpMinutes: 30,
    });
  });
});
