import { expect } from "chai";
import { type MetricAlarmArgs, metricAlarm } from "../../../../components/observe/alarms/alarm";
import type { AlarmCondition } from "../../../../components/observe/condition";
import { contextIn, INGEST } from "../../../support/contexts";
import { only, record } from "../../../support/record";

const TOPIC = "arn:aws:sns:ca-central-1:222222222222:nc-platform-stg-alerts";
const context = contextIn("stg", INGEST);

const depth: AlarmCondition = {
  description: "Messages wait.",
  measure: {
    namespace: "AWS/SQS",
    metricName: "Depth",
    statistic: "Maximum",
    dimensions: { QueueName: "dead-letters" },
  },
  period: 60,
  comparison: ">",
  threshold: 0,
  periods: 1,
  missingData: "notBreaching",
};

/** Inputs of the alarm that is made of `depth` and `changes`. */
async function inputsOf(changes: Partial<MetricAlarmArgs> = {}) {
  const args = { context, component: "dead-letters", alertTopicArn: TOPIC, ...depth, ...changes };
  const made = await record(() => metricAlarm("alarm", args, {}));
  return only(made, "aws:cloudwatch/metricAlarm:MetricAlarm").inputs;
}

describe("metricAlarm", () => {
  it("[§17] is named and tagged for its owner, and tells the topic of beginning and end", async () => {
    expect(await inputsOf()).to.deep.equal({
      name: "nc-ingest-worker-stg-dead-letters",
      alarmDescription: "Messages wait.",
      namespace: "AWS/SQS",
      metricName: "Depth",
      statistic: "Maximum",
      dimensions: { QueueName: "dead-letters" },
      period: 60,
      evaluationPeriods: 1,
      datapointsToAlarm: 1,
      comparisonOperator: "GreaterThanThreshold",
      threshold: 0,
      treatMissingData: "notBreaching",
      actionsEnabled: true,
      alarmActions: [TOPIC],
      okActions: [TOPIC],
      tags: context.tags("dead-letters"),
    });
  });

  it("[§7.3] opens a ticket where one is asked for", async () => {
    const inputs = await inputsOf({ ticket: { severity: 2, category: "Availability" } });

    expect(inputs.alarmActions).to.deep.equal([
      TOPIC,
      "arn:aws:ssm:ca-central-1:222222222222:opsitem:2#CATEGORY=Availability",
    ]);
    expect(inputs.okActions).to.deep.equal([TOPIC]);
  });

  it("takes a percentile in its own input, and not of a handful of requests", async () => {
    const inputs = await inputsOf({
      measure: { namespace: "N", metricName: "Time", dimensions: {}, statistic: "p95" },
    });

    expect(inputs).to.include({
      extendedStatistic: "p95",
      evaluateLowSampleCountPercentiles: "ignore",
    });
    expect(inputs).not.to.have.property("statistic");
  });

  it("gives a computation as queries of one period, of which the last counts", async () => {
    const metric = { namespace: "N", metricName: "M", dimensions: { D: "d" } };
    const inputs = await inputsOf({
      measure: {
        metrics: { m1: { ...metric, statistic: "Sum" } },
        steps: { twice: "2 * m1" },
        expression: "twice + 1",
        label: "odd",
      },
      period: 300,
      periods: 3,
      datapoints: 2,
    });

    expect(inputs.metricQueries).to.deep.equal([
      { id: "m1", metric: { ...metric, period: 300, stat: "Sum" }, returnData: false },
      { id: "twice", expression: "2 * m1", returnData: false },
      { id: "result", expression: "twice + 1", label: "odd", returnData: true },
    ]);
    expect(inputs).to.include({ evaluationPeriods: 3, datapointsToAlarm: 2 });
    for (const property of ["metricName", "namespace", "statistic", "period", "dimensions"]) {
      expect(inputs).not.to.have.property(property);
    }
  });

  it("stays quiet while it warms up, and always where a composite alarm speaks for it", async () => {
    expect(await inputsOf({ warmUpMinutes: 30, notifies: false })).to.deep.include({
      warmUpConfiguration: { warmUpPeriodDurationInMinutes: 30 },
      actionsEnabled: false,
    });
  });
});
