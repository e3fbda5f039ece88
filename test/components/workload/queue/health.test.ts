import { expect } from "chai";
import type { MetricHealthAlarm } from "../../../../components/observe/health";
import { type Backlog, queueAlarms } from "../../../../components/workload/queue/health";
import { contextIn } from "../../../support/contexts";

const NAMES = { queueName: "queue", deadLetterName: "dead-letters" };

/** One of the alarms on a queue. */
function alarmOf(key: string, backlog: Backlog = { above: 2000 }): MetricHealthAlarm {
  return queueAlarms(contextIn("stg"), NAMES, backlog)[key] as MetricHealthAlarm;
}

describe("queueAlarms", () => {
  it("[§7.3] opens a ticket for the first dead letter", () => {
    expect(alarmOf("dead-letters")).to.deep.equal({
      readBy: "bake",
      condition: {
        description: "A message could not be worked on: it is kept in the dead-letter queue.",
        measure: {
          namespace: "AWS/SQS",
          metricName: "ApproximateNumberOfMessagesVisible",
          dimensions: { QueueName: "dead-letters" },
          statistic: "Maximum",
        },
        period: 60,
        periods: 1,
        comparison: ">",
        threshold: 0,
        missingData: "notBreaching",
      },
    });
  });

  it("[§7.3] tells of a message that is too old, as the settings say or the workload does", () => {
    const byDefault = alarmOf("oldest-message");
    expect(byDefault.ticket).to.equal(undefined);
    expect(byDefault.condition.measure).to.deep.include({
      metricName: "ApproximateAgeOfOldestMessage",
      dimensions: { QueueName: "queue" },
    });
    expect(byDefault.condition.threshold).to.equal(15 * 60);
    const given = alarmOf("oldest-message", { above: 2000, oldestMessage: 60 });
    expect(given.condition.threshold).to.equal(60);
  });

  it("[§7.3] tells of a backlog: of all messages, or of those for each task", () => {
    const all = alarmOf("backlog").condition;
    expect(all.measure).to.include({ metricName: "ApproximateNumberOfMessagesVisible" });
    expect(all).to.include({ threshold: 2000, periods: 6, datapoints: 5 });
    const tasks = { clusterName: "nc-core", serviceName: "s" };
    const each = alarmOf("backlog", { tasks, above: 200 }).condition;
    expect(each.threshold).to.equal(200);
    expect(each.measure).to.have.property("metrics").with.keys("waiting", "running");
  });
});
