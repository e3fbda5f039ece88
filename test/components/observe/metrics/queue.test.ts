import { expect } from "chai";
import type { MetricMath } from "../../../../components/observe/condition";
import {
  backlogPerTask,
  messageCount,
  queueAge,
  queueBacklog,
  queueDepth,
  undeletedMessages,
} from "../../../../components/observe/metrics/queue";
import { runningTasksBelowDesired } from "../../../../components/observe/metrics/tasks";
import { compute } from "../../../../sandbox/api/simulation/alarms/metric-math";
import { alarmStates, repeated } from "../../../support/alarm-state";

const service = { clusterName: "nc-core", serviceName: "nc-audit-queue-prod-service" };

const ofQueue = (metricName: string) => ({
  namespace: "AWS/SQS",
  metricName,
  statistic: "Maximum",
  dimensions: { QueueName: "dead-letters" },
});
const ofTasks = (metricName: string) => ({
  namespace: "ECS/ContainerInsights",
  metricName,
  statistic: "Average",
  dimensions: { ClusterName: "nc-core", ServiceName: "nc-audit-queue-prod-service" },
});
const fiveOfSix = { period: 60, periods: 6, datapoints: 5 };

describe("conditions of a worker", () => {
  it("[§7.3] queueDepth goes off with the first dead letter", () => {
    expect(queueDepth({ queueName: "dead-letters", above: 0 })).to.deep.equal({
      description: "More than 0 messages wait in the queue.",
      measure: ofQueue("ApproximateNumberOfMessagesVisible"),
      period: 60,
      periods: 1,
      comparison: ">",
      threshold: 0,
      missingData: "notBreaching",
    });
  });

  it("[§7.3] queueAge watches the oldest message, in seconds", () => {
    expect(queueAge({ queueName: "dead-letters", seconds: 900 })).to.deep.equal({
      description: "The oldest message has waited for more than 900 s.",
      measure: ofQueue("ApproximateAgeOfOldestMessage"),
      period: 60,
      periods: 3,
      datapoints: 2,
      comparison: ">",
      threshold: 900,
      missingData: "notBreaching",
    });
  });

  it("[§7.3] backlogPerTask shares the messages out among the tasks that run", () => {
    const args = { ...service, queueName: "dead-letters", above: 100 };
    const { measure, ...when } = backlogPerTask(args);
    const math = measure as MetricMath;

    expect(math.metrics).to.deep.equal({
      waiting: ofQueue("ApproximateNumberOfMessagesVisible"),
      running: ofTasks("RunningTaskCount"),
    });
    expect(compute(math, { waiting: 300, running: 3 })).to.equal(100);
    expect(compute(math, { waiting: 300, running: 0 })).to.equal(300);
    expect(compute(math, { waiting: 300 })).to.equal(300);
    expect(compute(math, {})).to.equal(0);
    expect(when).to.deep.equal({
      description: "More than 100 messages wait for each running task.",
      ...fiveOfSix,
      comparison: ">",
      threshold: 100,
      missingData: "notBreaching",
    });
  });

  it("[§7.3] queueBacklog takes more than a moment to go off", () => {
    expect(queueBacklog({ queueName: "dead-letters", above: 5 })).to.deep.include({
      measure: ofQueue("ApproximateNumberOfMessagesVisible"),
      ...fiveOfSix,
      comparison: ">",
      threshold: 5,
    });
  });

  describe("undeletedMessages", () => {
    const condition = undeletedMessages({ queueName: "dead-letters", longestJob: 300 });
    const isOn = (minutes: readonly object[]) => alarmStates(condition, minutes);

    it("[§7.3] compares what is received with what is deleted, for longer than a job takes", () => {
      const { measure, ...when } = condition;
      const sum = { statistic: "Sum" };

      expect((measure as MetricMath).metrics).to.deep.equal({
        received: { ...ofQueue("NumberOfMessagesReceived"), ...sum },
        deleted: { ...ofQueue("NumberOfMessagesDeleted"), ...sum },
      });
      expect(when).to.deep.equal({
        description:
          "More than 50 % of the messages that were received in each of 7 minutes were not deleted, " +
          "and the work on one takes 300 s at most.",
        period: 60,
        periods: 8,
        datapoints: 7,
        comparison: ">",
        threshold: 50,
        missingData: "notBreaching",
      });
    });

    it("looks back no further than an alarm can, with the longest job that there may be", () => {
      const { period, periods } = undeletedMessages({ queueName: "q", longestJob: 43_200 });

      // CloudWatch evaluates a day at most, with periods below an hour.
      expect(period * periods)
        .to.equal(43_380)
        .and.to.be.below(86_400);
    });

    it("[§7.3] goes off within eight minutes where nothing succeeds any more", () => {
      const failing = isOn(repeated(8, { received: 20 }));

      expect(failing).to.deep.equal([...repeated(6, false), true, true]);
      // The newest minute has no numbers yet.
      expect(isOn([...repeated(7, { received: 20, deleted: 9 }), {}]).at(-1)).to.equal(true);
    });

    const healthy: [title: string, minutes: object[]][] = [
      ["no message comes", repeated(20, {})],
      [
        "each job takes its longest, from an empty queue",
        [
          ...repeated(5, { received: 20 }),
          { received: 20, deleted: 9 },
          ...repeated(14, { received: 20, deleted: 20 }),
        ],
      ],
      ["a third of the work fails", repeated(20, { received: 30, deleted: 20 })],
      ["one message fails each third minute", repeated(7, [{ received: 1 }, {}, {}]).flat()],
      ["the intake is closed", [...repeated(6, { received: 20 }), ...repeated(8, { deleted: 20 })]],
    ];
    for (const [title, minutes] of healthy) {
      it(`[§7.3] stays off while ${title}`, () => {
        expect(isOn(minutes)).not.to.include(true);
      });
    }
  });

  it("messageCount adds up what came, or was worked off, in each minute", () => {
    const sum = { statistic: "Sum" };
    expect(messageCount("dead-letters", "Sent")).to.deep.equal({
      ...ofQueue("NumberOfMessagesSent"),
      ...sum,
    });
    expect(messageCount("dead-letters", "Deleted")).to.deep.equal({
      ...ofQueue("NumberOfMessagesDeleted"),
      ...sum,
    });
  });

  it("[§7.1] runningTasksBelowDesired counts the tasks that are missing", () => {
    const { measure, ...when } = runningTasksBelowDesired(service);
    const math = measure as MetricMath;

    expect(math.metrics).to.deep.equal({
      desired: ofTasks("DesiredTaskCount"),
      running: ofTasks("RunningTaskCount"),
    });
    expect(compute(math, { desired: 3, running: 2 })).to.equal(1);
    expect(compute(math, { desired: 3 })).to.equal(3);
    expect(compute(math, { desired: 2, running: 4 })).to.equal(-2);
    expect(compute(math, {})).to.equal(0);
    expect(when).to.deep.equal({
      description: "Fewer tasks run than are wanted.",
      ...fiveOfSix,
      comparison: ">",
      threshold: 0,
      missingData: "notBreaching",
    });
  });
});
