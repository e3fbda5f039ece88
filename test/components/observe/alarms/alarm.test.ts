import { expect } from "chai";
import {
  type MetricAlarmArgs,
  metricAlarm,
  WorkloadAlarms,
} from "../../../../components/observe/alarms/alarm";
import type { AlarmCondition } from "../../../../components/observe/condition";
import type { HealthAlarms } from "../../../../components/observe/health";
import { responseText, topicsAt } from "../../../support/alert-topics";
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
  const args = {
    context,
    component: "dead-letters",
    severity: "ticket" as const,
    alertTopicArns: topicsAt(TOPIC),
    ...depth,
    ...changes,
  };
  const made = await record(() => metricAlarm("alarm", args, {}));
  return only(made, "aws:cloudwatch/metricAlarm:MetricAlarm").inputs;
}

describe("metricAlarm", () => {
  it("[§17] is named and tagged for its owner, and tells the topic of beginning and end", async () => {
    expect(await inputsOf()).to.deep.equal({
      name: "nc-ingest-worker-stg-dead-letters",
      alarmDescription: `Messages wait.${responseText("ticket", "ingest", "dead-letters")}`,
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
      alarmActions: [`${TOPIC}-ticket`],
      okActions: [`${TOPIC}-ticket`],
      tags: context.tags("dead-letters"),
    });
  });

  it("[§7.3] opens a ticket where one is asked for", async () => {
    const inputs = await inputsOf({ ticket: { severity: 2, category: "Availability" } });

    expect(inputs.alarmActions).to.deep.equal([
      `${TOPIC}-ticket`,
      "arn:aws:ssm:ca-central-1:222222222222:opsitem:2#CATEGORY=Availability",
    ]);
    expect(inputs.okActions).to.deep.equal([`${TOPIC}-ticket`]);
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

describe("WorkloadAlarms", () => {
  const alarms: HealthAlarms = {
    late: { readBy: "composite", condition: depth, notifies: false },
    seen: { readBy: "composite", condition: depth },
    missing: { readBy: "bake", description: "Nothing ran.", inAlarm: ["late"], ok: ["seen"] },
    errors: { readBy: "rollback", condition: depth },
    backlog: {
      readBy: "bake",
      condition: depth,
      ticket: { severity: 3, category: "Availability" },
    },
  };
  const made = async (given: HealthAlarms) => {
    let readers: Record<string, (string | undefined)[]> = {};
    const all = await record(() => {
      const args = { context, alarms: given, alertTopicArns: topicsAt(TOPIC) };
      const { rollback, bake } = new WorkloadAlarms("api", args);
      const nameOf = ({ __name }: { __name?: string }) => __name;
      readers = {
        rollback: rollback.map((each) => nameOf(Object(each))),
        bake: bake.map((each) => nameOf(Object(each))),
      };
    });
    return { all, readers };
  };

  it("[§13] makes each alarm under its key, and says who reads it", async () => {
    const { all, readers } = await made(alarms);

    expect(readers).to.deep.equal({
      rollback: ["api-errors"],
      bake: ["api-missing", "api-backlog"],
    });
    const metric = "aws:cloudwatch/metricAlarm:MetricAlarm";
    expect(only(all, metric, "api-late").inputs).to.deep.include({
      name: "nc-ingest-worker-stg-late",
      actionsEnabled: false,
    });
    expect(only(all, metric, "api-seen").inputs.actionsEnabled).to.equal(true);
    expect(only(all, metric, "api-backlog").inputs.alarmActions).to.have.lengthOf(2);
  });

  it("makes a composite alarm of others by their keys", async () => {
    const { all } = await made(alarms);

    expect(only(all, "aws:cloudwatch/compositeAlarm:CompositeAlarm").inputs).to.deep.include({
      alarmName: "nc-ingest-worker-stg-missing",
      alarmRule: 'ALARM("nc-ingest-worker-stg-late") AND OK("nc-ingest-worker-stg-seen")',
    });
  });

  it("refuses a composite alarm of a key that there is not", async () => {
    const failure = await made({
      missing: { readBy: "bake", description: "Nothing ran.", inAlarm: ["late"], ok: [] },
    }).then(
      () => "made",
      (error: Error) => error.message,
    );

    expect(failure).to.equal("late is the key of no metric alarm before it");
  });
});
