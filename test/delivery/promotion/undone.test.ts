import { expect } from "chai";
import { promote } from "../../../delivery/promotion/promote";
import { ask, HEALTHY, ID, OPEN } from "./asking";
import { type Behaviour, World } from "./world";

describe("a promotion that goes wrong", () => {
  it("[§14] is undone where its rollout was rolled back, with an incident and a ticket", async () => {
    const world = new World({ rollout: "rolled-back", percent: 10 });
    const outcome = await promote(world.promotion(), ID, ask(OPEN));

    expect(world.record?.phase).to.equal("rolled-back");
    expect(outcome).to.deep.include({
      reasons: [
        "an alarm went off",
        "incident oi-d-1",
        "root-cause ticket https://github.com/neurocipher/billing/issues/1",
      ],
    });
    expect(world.rollbacks).to.deep.equal([]);
    const [event] = world.eventsOf("rolled-back");
    expect(event).to.include({
      deployment: "d-1",
      rollbackDeployment: "d-undo",
      cause: "deployment-failure",
      startedAt: "2026-03-02T10:00:30.000Z",
      productionPercent: 10,
    });
    expect(world.eventsOf("incident-opened")[0]).to.include({ deployment: "d-1" });
  });

  it("[§13] is undone where an alarm goes off in its watch", async () => {
    // At 10:05:06, between two looks.
    const world = new World({ ...HEALTHY, alarmAfter: 4.1 });
    await promote(world.promotion(), ID, ask(OPEN));

    expect(world.record?.phase).to.equal("rolled-back");
    expect(world.rollbacks).to.deep.equal(["task:1"]);
    expect(world.finished).to.deep.equal([]);
    const [event] = world.eventsOf("rolled-back");
    expect(event).to.include({
      cause: "watch",
      startedAt: "2026-03-02T10:05:06.000Z",
      // A minute of rollback after the breach, which is seen within 15 seconds.
      at: "2026-03-02T10:06:15.000Z",
      productionPercent: 100,
    });
  });

  it("is not undone for alarms that were on before it was requested, if they are off at its end", async () => {
    const cases = [
      [{ ...HEALTHY, alarmUntil: 9 }, "succeeded"],
      [{ ...HEALTHY, alarmUntil: 11 }, "rolled-back"],
    ] as const;
    for (const [behaviour, phase] of cases) {
      const world = new World(behaviour);
      await promote(world.promotion(), ID, ask(OPEN));
      expect(world.record?.phase).to.equal(phase);
      expect(world.now).to.be.at.least(Date.parse("2026-03-02T10:11:00Z"));
    }
  });

  it("[§13] is undone where an alarm still has no data at the end of its watch, and not before", async () => {
    const cases = [
      [9, "succeeded"],
      [11, "rolled-back"],
    ] as const;
    for (const [silentUntil, phase] of cases) {
      const world = new World({ ...HEALTHY, silentUntil });
      await promote(world.promotion(), ID, ask(OPEN));
      expect(world.record?.phase).to.equal(phase);
      expect(world.now).to.be.at.least(Date.parse("2026-03-02T10:11:00Z"));
    }
  });

  it("[§13] has failed its watch where CodeDeploy undoes it by itself, though no alarm is seen", async () => {
    const world = new World({ ...HEALTHY, undoneAfter: 3 });
    await promote(world.promotion(), ID, ask(OPEN));

    expect(world.record?.phase).to.equal("rolled-back");
    expect(world.rollbacks).to.deep.equal([]);
    expect(world.finished).to.deep.equal([]);
    expect(world.eventsOf("rolled-back")[0]).to.include({
      cause: "watch",
      rollbackDeployment: "d-undo",
    });
  });

  it("has failed where it cannot be undone, and says so in its incident", async () => {
    const cases: readonly [Behaviour, string][] = [
      [{ ...HEALTHY, alarmAfter: 1, rollbackFails: true }, "bring task:1 back by hand"],
      [{ rollout: "failed", percent: 0, first: true }, "there is no version before to return to"],
    ];
    for (const [behaviour, why] of cases) {
      const world = new World(behaviour);
      await promote(world.promotion(), ID, ask(OPEN));
      expect(world.record?.phase).to.equal("failed");
      expect(world.incidents.get("d-1")).to.include(why);
      expect(world.eventsOf("rolled-back")).to.deep.equal([]);
    }
  });
});
