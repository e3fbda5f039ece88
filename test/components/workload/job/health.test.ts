import { expect } from "chai";
import { responseText } from "../../../support/alert-topics";
import { only } from "../../../support/record";
import { AS_FUNCTION, auditDigest, makeJob } from "./audit-digest";

const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const COMPOSITE = "aws:cloudwatch/compositeAlarm:CompositeAlarm";
const own = "nc-audit-digest-stg";

describe("the health of a job", () => {
  it("[§7.3] a run that does not happen is a breach, once there has been one", async () => {
    const { all, texts, context } = await makeJob();

    expect(only(all, COMPOSITE).inputs).to.deep.equal({
      alarmName: `${own}-run-missing`,
      alarmDescription: `A run that was due did not happen, or did not end well.${responseText("ticket", context.owner, "run-missing")}`,
      alarmRule: `ALARM("${own}-run-late") AND OK("${own}-run-seen")`,
      alarmActions: [texts.alertTopicArns.ticket],
      okActions: [texts.alertTopicArns.ticket],
      tags: context.tags("run-missing"),
    });
    expect(only(all, ALARM, "digest-run-late").inputs).to.deep.include({
      // A day, the window, the run, the hour when clocks are put back, and an hour of alignment.
      evaluationPeriods: 28,
      datapointsToAlarm: 28,
      treatMissingData: "breaching",
      comparisonOperator: "LessThanThreshold",
      threshold: 1,
      actionsEnabled: false,
    });
    expect(only(all, ALARM, "digest-run-seen").inputs).to.deep.include({
      comparisonOperator: "LessThanThreshold",
      threshold: 1,
      treatMissingData: "ignore",
    });
  });

  it("[§7.3] a run that fails is what a release reads", async () => {
    const { all, texts } = await makeJob();
    const { metricQueries, ...inputs } = only(all, ALARM, "digest-run-failed").inputs;

    expect(metricQueries[0].metric).to.deep.include({
      namespace: "AWS/Events",
      metricName: "MatchedEvents",
      stat: "Sum",
      period: 300,
      dimensions: { RuleName: `${own}-runs-failed` },
    });
    expect(inputs).to.deep.include({
      evaluationPeriods: 12,
      datapointsToAlarm: 1,
      treatMissingData: "notBreaching",
      actionsEnabled: true,
      alarmActions: [texts.alertTopicArns.page],
    });
  });

  it("[§7.3] a run that takes too long is seen while it runs", async () => {
    const { all } = await makeJob();
    const { metricQueries, ...inputs } = only(all, ALARM, "digest-run-too-long").inputs;

    expect(metricQueries[0].metric.dimensions).to.deep.equal({
      ClusterName: "nc-core",
      TaskDefinitionFamily: `${own}-task`,
    });
    expect(inputs).to.include({ evaluationPeriods: 62, datapointsToAlarm: 62 });
  });

  it("[§7.3] a start that fails is told by the group of its schedule", async () => {
    const { all } = await makeJob();
    const { metricQueries } = only(all, ALARM, "digest-schedule-trouble").inputs;

    expect(metricQueries[0].metric.dimensions).to.deep.equal({
      ScheduleGroup: `${own}-schedule`,
    });
  });

  it("[§7.3] watches a function by its alias", async () => {
    const { all } = await makeJob(auditDigest(AS_FUNCTION));
    const dimensions = { FunctionName: `${own}-function`, Resource: `${own}-function:live` };

    for (const each of ["digest-run-failed", "digest-run-late", "digest-run-too-long"]) {
      const { metricQueries } = only(all, ALARM, each).inputs;
      expect(metricQueries[0].metric.dimensions, each).to.deep.equal(dimensions);
    }
    const events = all.filter(({ type }) => type.includes(":EventRule"));
    expect(events).to.deep.equal([]);
  });

  it("[§13] shows runs, failures, their time and how full they are", async () => {
    for (const workload of [auditDigest(), auditDigest(AS_FUNCTION)]) {
      const {
        traffic = [],
        errors,
        latency,
        saturation,
      } = (await makeJob(workload)).health?.graphs ?? {};
      const labels = [traffic, errors, latency, saturation].map((lines) =>
        lines?.map(({ label }) => label),
      );
      expect(labels.map((each) => each?.length)).to.deep.equal([2, 1, 1, 2]);
      expect(labels[0]).to.deep.equal(["runs that ended well", "starts"]);
    }
  });

  it("[§7.3] takes a release back for a run that failed alone, and bakes on all else", async () => {
    const readers = async (changes: object) => {
      const { alarms = {} } = (await makeJob(auditDigest(changes))).health ?? {};
      return Object.entries(alarms).map(([key, { readBy }]) => `${key}: ${readBy}`);
    };
    const task = [
      ...["run-late: composite", "run-seen: composite", "run-missing: bake"],
      ...["run-failed: rollback", "run-too-long: bake", "schedule-trouble: bake"],
      "dead-letters: bake",
    ];

    expect(await readers({})).to.deep.equal(task);
    expect(await readers(AS_FUNCTION)).to.deep.equal([...task, "failed-events: bake"]);
  });
});
