import { expect } from "chai";
import { BurnRate, type BurnRateArgs } from "../../../../components/observe/alarms/burn-rate";
import { responseText, topicsAt } from "../../../support/alert-topics";
import { contextIn, INGEST } from "../../../support/contexts";
import { type RecordedResource, record } from "../../../support/record";

const TOPIC = "arn:aws:sns:ca-central-1:333333333333:nc-platform-prod-alerts";
const context = contextIn("prod", INGEST);
const METRIC = "aws:cloudwatch/metricAlarm:MetricAlarm";
const COMPOSITE = "aws:cloudwatch/compositeAlarm:CompositeAlarm";

const metric = (metricName: string) => ({
  namespace: "AWS/Lambda",
  metricName,
  dimensions: {},
  statistic: "Sum",
});
const args: BurnRateArgs = {
  context,
  alertTopicArns: topicsAt(TOPIC),
  availability: 99.9,
  expectsTraffic: true,
  minimumRequests: 20,
  requests: [metric("Invocations")],
  errors: [metric("Errors")],
};

const of = (made: RecordedResource[], type: string) =>
  made.filter((each) => each.type === type).map(({ inputs }) => inputs);

describe("BurnRate", () => {
  it("[§13] watches a long and a short window at each of two speeds", async () => {
    const made = await record(() => new BurnRate("burn", args));
    const windows = of(made, METRIC).map(({ name, threshold, metricQueries, ...inputs }) => ({
      name,
      threshold,
      period: metricQueries[0].metric.period,
      missing: inputs.treatMissingData,
      notifies: inputs.actionsEnabled,
    }));

    const window = (name: string, threshold: number, period: number) => ({
      name: `nc-ingest-worker-prod-burn-${name}`,
      threshold,
      period,
      missing: "breaching",
      notifies: false,
    });
    expect(windows).to.deep.equal([
      window("fast-long", 1.44, 3600),
      window("fast-short", 1.44, 300),
      window("slow-long", 0.6, 21_600),
      window("slow-short", 0.6, 1800),
    ]);
  });

  it("[§13] notifies when both windows of a speed breach", async () => {
    const made = await record(() => new BurnRate("burn", args));
    const pair = (speed: string, rate: number, severity: string) => {
      const name = `nc-ingest-worker-prod-burn-${speed}`;
      return {
        alarmName: name,
        alarmDescription: `ingest-worker uses up its error budget of 99.9 % ${rate} times faster than it may.${responseText(severity, "ingest", `burn-${speed}`)}`,
        alarmRule: `ALARM("${name}-long") AND ALARM("${name}-short")`,
        alarmActions: [`${TOPIC}-${severity}`],
        okActions: [`${TOPIC}-${severity}`],
        tags: context.tags(`burn-${speed}`),
      };
    };

    expect(of(made, COMPOSITE)).to.deep.equal([
      pair("fast", 14.4, "page"),
      pair("slow", 6, "ticket"),
    ]);
  });

  it("[§13] takes silence for no breach where traffic is sporadic", async () => {
    const made = await record(() => new BurnRate("burn", { ...args, expectsTraffic: false }));

    for (const { treatMissingData } of of(made, METRIC)) {
      expect(treatMissingData).to.equal("notBreaching");
    }
  });

  const wrong: [changes: Partial<BurnRateArgs>, message: string][] = [
    [{ availability: 100 }, "availability is 100: expected a percentage above 0 and below 100"],
    [{ requests: [] }, 'requests is "0 metrics": expected 1 to 4'],
    [{ errors: Array(5).fill(metric("E")) }, 'errors is "5 metrics": expected 1 to 4'],
  ];
  for (const [changes, message] of wrong) {
    it(`refuses ${message.split(":")[0]}`, () => {
      expect(() => new BurnRate("burn", { ...args, ...changes })).to.throw(message);
    });
  }
});
