import { expect } from "chai";
import { burn, burnPercent } from "../../../../components/observe/alarms/burn-rate";
import type { MetricMath } from "../../../../components/observe/condition";
import type { ServiceLevel } from "../../../../components/observe/health";
import { compute } from "../../../../sandbox/api/simulation/alarms/metric-math";

const metric = (metricName: string, group: string) => ({
  namespace: "AWS/ApplicationELB",
  metricName,
  statistic: "Sum",
  dimensions: { TargetGroup: group },
});
const level: ServiceLevel = {
  availability: 99.9,
  requests: [metric("RequestCount", "a"), metric("RequestCount", "b")],
  errors: [metric("HTTPCode_Target_5XX_Count", "a"), metric("HTTPCode_Target_5XX_Count", "b")],
  expectsTraffic: true,
  minimumRequests: 20,
};
const share = (expectsTraffic: boolean, at: object) =>
  compute(burn({ ...level, expectsTraffic }, 14.4, 3600).measure as MetricMath, at);

describe("burn", () => {
  it("[§13] breaches where a window burns the budget, or where expected traffic is missing", () => {
    const { measure, ...when } = burn(level, 14.4, 3600);

    expect((measure as MetricMath).metrics).to.deep.equal({
      requests1: level.requests[0],
      requests2: level.requests[1],
      errors1: level.errors[0],
      errors2: level.errors[1],
    });
    expect(when).to.deep.equal({
      description:
        "1.44 % of the requests of 1 h failed: the error budget of 99.9 % burns 14.4 times too " +
        "fast. Or none came at all.",
      period: 3600,
      periods: 1,
      comparison: ">=",
      threshold: 1.44,
      missingData: "breaching",
      warmUpMinutes: 60,
    });
  });

  it("[§13] has a mode without traffic, in which silence is no breach", () => {
    const { description, missingData } = burn({ ...level, expectsTraffic: false }, 6, 1800);

    expect(missingData).to.equal("notBreaching");
    expect(description).to.equal(
      "0.6 % of the requests of 30 minutes failed: the error budget of 99.9 % burns 6 times too fast.",
    );
  });

  it("adds both target groups up, and takes an error that was never reported for none", () => {
    for (const traffic of [true, false]) {
      expect(share(traffic, { requests1: 900, requests2: 100, errors2: 5 })).to.equal(0.5);
      expect(share(traffic, { requests2: 1000 })).to.equal(0);
      expect(share(traffic, { requests1: 19, errors1: 19 })).to.equal(0);
    }
  });

  it("is missing in a silent window where traffic is expected, and 0 where it is not", () => {
    expect(share(true, {})).to.equal(undefined);
    expect(share(false, { errors1: 0 })).to.equal(0);
  });

  it("takes one count as it is", () => {
    const { steps } = burn({ ...level, requests: level.requests.slice(1) }, 6, 1800)
      .measure as MetricMath;

    expect(steps?.requests).to.equal("requests1");
  });

  const rates: [availability: number, rate: number, percent: number][] = [
    [99.9, 14.4, 1.44],
    [99.95, 6, 0.3],
    [99.999, 6, 0.006],
    [99, 6, 6],
    [90, 14.4, 100],
  ];
  for (const [availability, rate, percent] of rates) {
    it(`at ${availability} % and ${rate} times is ${percent} % of failed requests`, () => {
      expect(burnPercent(availability, rate)).to.equal(percent);
    });
  }
});
