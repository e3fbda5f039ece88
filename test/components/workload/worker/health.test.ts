import { expect } from "chai";
import type { MetricHealthAlarm } from "../../../../components/observe/health";
import { workerHealth } from "../../../../components/workload/worker/health";
import { auditQueue, placeOf } from "./audit-queue";

const { context } = placeOf("prod");

/** The health of the catalog's worker, with `changes` to its entry. */
function healthOf(changes: object = {}) {
  return workerHealth({
    context,
    workload: auditQueue(changes),
    queue: { queueName: "queue", deadLetterName: "dead-letters" },
    tasks: { clusterName: "nc-core", serviceName: "s" },
  });
}

describe("the health of a worker", () => {
  it("[§7.3] takes a release back for missing tasks and undeleted messages alone", () => {
    const readers = Object.entries(healthOf().alarms).map(([key, { readBy }]) => [key, readBy]);

    expect(readers).to.deep.equal([
      ["missing-tasks", "rollback"],
      ["undeleted-messages", "rollback"],
      ["dead-letters", "bake"],
      ["oldest-message", "bake"],
      ["backlog", "bake"],
    ]);
  });

  it("takes a backlog for one when it is more than scaling aims at", () => {
    const thresholdOf = (backlogPerTask: number) => {
      const { backlog } = healthOf({ scaling: { backlogPerTask } }).alarms;
      return (backlog as MetricHealthAlarm).condition.threshold;
    };

    expect(thresholdOf(10)).to.equal(100);
    expect(thresholdOf(100)).to.equal(200);
  });

  it("[§13] shows what comes and goes, what fails, how long it waits, and its tasks", () => {
    const { graphs, budget } = healthOf();
    const { traffic, errors, latency, saturation } = graphs;

    expect(traffic.map(({ label }) => label)).to.deep.equal([
      "sent a minute",
      "worked off a minute",
    ]);
    expect(errors.map(({ label, threshold }) => [label, threshold])).to.deep.equal([
      ["dead letters", 0],
    ]);
    expect(latency.map(({ label, threshold }) => [label, threshold])).to.deep.equal([
      ["oldest message, s", 900],
    ]);
    expect(saturation).to.have.lengthOf(5);
    expect(budget).to.equal(undefined);
  });
});
