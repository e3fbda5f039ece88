import { expect } from "chai";
import type { Metric, MetricMath } from "../../../../components/observe/condition";
import {
  functionDurationExceeded,
  functionRuns,
  runFailed,
  runMissing,
  runSeen,
  taskDurationExceeded,
  taskRuns,
} from "../../../../components/observe/metrics/runs";
import { startFailed } from "../../../../components/observe/metrics/scheduler";
import { compute } from "../../../../sandbox/api/simulation/alarms/metric-math";

const matched = (RuleName: string): Metric => ({
  namespace: "AWS/Events",
  metricName: "MatchedEvents",
  statistic: "Sum",
  dimensions: { RuleName },
});
const tasks = taskRuns({ succeeded: "good", failed: "bad" });
const fn = { functionName: "fn", alias: "live" };
const hour = { period: 300, periods: 12, datapoints: 1 };

describe("conditions of a job", () => {
  it("[§7.3] runs of a task are the events of their ends", () => {
    expect(tasks.succeeded.metrics).to.deep.equal({ runs: matched("good") });
    expect(tasks.failed.metrics).to.deep.equal({ runs: matched("bad") });
    expect(tasks.seen).to.deep.equal(matched("good"));
    for (const each of [tasks.succeeded, tasks.failed]) {
      expect([compute(each, { runs: 2 }), compute(each, {})]).to.deep.equal([2, 0]);
    }
  });

  it("[§7.3] runs of a function are the tries that did not fail", () => {
    const { succeeded, failed, seen } = functionRuns(fn);

    expect(compute(succeeded, { requests: 3, errors: 2 })).to.equal(1);
    expect(compute(succeeded, { requests: 1 })).to.equal(1);
    expect(compute(succeeded, {})).to.equal(0);
    expect(compute(failed, { errors: 2 })).to.equal(2);
    expect(seen).to.include({ namespace: "AWS/Lambda", metricName: "Invocations" });
  });

  it("[§7.3] runFailed goes off with one, and stays on for an hour", () => {
    expect(runFailed(tasks)).to.deep.equal({
      description: "A run failed.",
      measure: tasks.failed,
      ...hour,
      comparison: ">",
      threshold: 0,
      missingData: "notBreaching",
    });
  });

  it("[§7.3] runMissing takes silence for a breach, for as long as one may last", () => {
    const { description: _, ...condition } = runMissing(tasks, 94_500);

    expect(condition).to.deep.equal({
      measure: tasks.succeeded,
      period: 3600,
      periods: 28,
      comparison: "<",
      threshold: 1,
      missingData: "breaching",
    });
    expect(() => runMissing(tasks, 601_201)).to.throw(RangeError, "seconds is 601201");
  });

  it("[§7.3] runSeen has no value without a run, and keeps its state then", () => {
    const { measure, description: _, ...condition } = runSeen(tasks);
    const math = measure as MetricMath;

    expect(compute(math, { seen: 3 })).to.equal(1);
    expect(compute(math, {})).to.equal(undefined);
    expect(math.expression).to.equal("seen / seen");
    expect(condition).to.deep.equal({
      period: 60,
      periods: 1,
      comparison: "<",
      threshold: 1,
      missingData: "ignore",
    });
  });

  it("[§7.3] taskDurationExceeded never goes off for a run that is in time", () => {
    const family = { clusterName: "nc-core", family: "nc-job-dev-task" };
    for (const [seconds, period] of [
      [60, 60],
      [3600, 60],
      [10_800, 300],
      [86_400, 3600],
    ] as const) {
      const { period: got, periods } = taskDurationExceeded(family, seconds);
      expect(got).to.equal(period);
      // It may begin at the end of a period, and end at the start of another.
      const touched = Math.ceil(seconds / period) + 1;
      expect(periods).to.equal(touched + 1);
    }
    const { measure, comparison, threshold, missingData } = taskDurationExceeded(family, 60);
    expect((measure as MetricMath).metrics.running).to.deep.equal({
      namespace: "ECS/ContainerInsights",
      metricName: "CpuReserved",
      statistic: "Maximum",
      dimensions: { ClusterName: "nc-core", TaskDefinitionFamily: "nc-job-dev-task" },
    });
    expect([comparison, threshold, missingData]).to.deep.equal([">", 0, "notBreaching"]);
  });

  it("[§7.3] functionDurationExceeded goes off for a run that Lambda ended", () => {
    const { measure, ...condition } = functionDurationExceeded(fn, 600);
    const { metrics } = measure as MetricMath;

    expect(metrics.duration).to.deep.include({ metricName: "Duration", statistic: "Maximum" });
    expect(condition).to.deep.equal({
      description: "A run took 600 s, and was ended.",
      ...hour,
      comparison: ">=",
      threshold: 600_000,
      missingData: "notBreaching",
    });
  });

  it("[§7.3] startFailed counts starts that failed, were given up, or are lost", () => {
    const { measure, description: _, ...condition } = startFailed("group");
    const math = measure as MetricMath;

    expect(Object.values(math.metrics).map(({ metricName }) => metricName)).to.deep.equal([
      "TargetErrorCount",
      "InvocationDroppedCount",
      "InvocationsSentToDeadLetterCount",
      "InvocationsFailedToBeSentToDeadLetterCount",
    ]);
    for (const each of Object.values(math.metrics)) {
      expect(each).to.deep.include({
        namespace: "AWS/Scheduler",
        dimensions: { ScheduleGroup: "group" },
        statistic: "Sum",
      });
    }
    expect(compute(math, {})).to.equal(0);
    expect(compute(math, { errors: 1, dropped: 2, kept: 4, lost: 8 })).to.equal(15);
    expect(condition).to.deep.equal({
      ...hour,
      comparison: ">",
      threshold: 0,
      missingData: "notBreaching",
    });
  });
});
