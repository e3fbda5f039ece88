import { expect } from "chai";
import { parseRelease } from "../../../delivery/decisions/release/release";
import { pass } from "../../../delivery/decisions/verdict";
import { promote } from "../../../delivery/promotion/promote";
import { rollBack } from "../../../delivery/promotion/roll-back";
import { manifest } from "../decisions/release/fixture";
import { Killed, World } from "./world";

const HEALTHY = { rollout: "succeeded", percent: 100 } as const;
const report = (kind: "pass" | "wait") => ({
  verdict: kind,
  counted: [],
  earlier: [],
  answers: [{ gate: "checks", question: "Are they green?", answer: pass() }],
});
const WHY = "the invoices are wrong";

describe("a rollback by a person", () => {
  it("[§14] brings back what ran before, with an incident and a ticket, and asks for no approval", async () => {
    const world = new World(HEALTHY);
    await promote(world.promotion(), "p-1", async () => report("pass"));
    const outcome = await rollBack(world.promotion(), WHY);

    expect(world.rollbacks).to.deep.equal(["task:1"]);
    expect(
      world.eventsOf("rolled-back").map(({ cause, deployment }) => [cause, deployment]),
    ).to.deep.equal([["person", "d-1"]]);
    expect([...world.incidents]).to.deep.equal([["d-1", WHY]]);
    expect(world.tickets.size).to.equal(1);
    expect(world.record?.phase).to.equal("succeeded");
    expect(world.record?.broken?.reason).to.equal(WHY);
    expect(outcome.reasons).to.include("incident oi-d-1");
    expect(outcome).to.include({ isBack: true });
  });

  it("says that what ran before is not back, where its own deployment fails", async () => {
    const world = new World({ ...HEALTHY, rollbackFails: true });
    await promote(world.promotion(), "p-1", async () => report("pass"));
    const outcome = await rollBack(world.promotion(), WHY);
    expect(outcome).to.include({ isBack: false });
    expect(outcome.reasons.join()).to.include("bring task:1 back by hand");
  });

  it("[§14] says which migrations the database may have, and which script the owner may run", async () => {
    const world = new World(HEALTHY);
    const sha256 = "1".repeat(64);
    const migrations = {
      files: [{ path: "db/1.sql", sha256 }],
      report: { destructive: [], blocking: [] },
      approvedBy: [],
      emergencyScript: { path: "db/back.sql", sha256 },
    };
    const release = parseRelease(manifest({ migrations }));
    await promote(world.promotion({ release }), "p-1", async () => report("pass"));
    const { reasons } = await rollBack(world.promotion({ release }), WHY);
    expect(reasons).to.include(
      "The database stays as it is. It has these migrations, as far as they have run: db/1.sql.",
    );
    expect(reasons).to.include(
      "While data is safe, the owner of the workload may run db/back.sql.",
    );
  });

  it("[§14] takes a promotion from the run that watches it, which then stops", async () => {
    const world = new World(HEALTHY);
    let lost: unknown;
    const clock = { ...world.promotion().clock };
    let taken = false;
    const sleep = async (milliseconds: number) => {
      world.now += milliseconds;
      if (taken || world.record?.phase !== "baking") return;
      taken = true;
      await rollBack(world.promotion({ owner: "on-call" }), WHY);
    };
    await promote(world.promotion({ clock: { ...clock, sleep } }), "p-1", async () =>
      report("pass"),
    ).catch((error: unknown) => {
      lost = error;
    });
    expect(lost).to.be.instanceOf(Error).with.property("name", "Lost");
    expect(world.record?.phase).to.equal("rolled-back");
    expect(world.rollbacks).to.deep.equal(["task:1"]);
  });

  it("cancels what has not been deployed, without an incident", async () => {
    const world = new World(HEALTHY);
    await promote(world.promotion(), "p-1", async () => ({
      verdict: "wait",
      counted: [],
      earlier: [],
      answers: [
        { gate: "a", question: "?", answer: { kind: "wait", reasons: ["nobody"], whom: "x" } },
      ],
    }));
    await rollBack(world.promotion(), WHY);
    expect(world.record?.phase).to.equal("cancelled");
    expect([world.incidents.size, world.tickets.size, world.rollbacks.length]).to.deep.equal([
      0, 0, 0,
    ]);
  });

  it("refuses another release than the last one", async () => {
    const world = new World(HEALTHY);
    await promote(world.promotion(), "p-1", async () => report("pass"));
    const release = parseRelease(manifest({ version: "v1.3.0" }));
    const answer = await rollBack(world.promotion({ release }), WHY).catch(
      (error: Error) => error.message,
    );
    expect(answer).to.equal(
      'the rollback:\n  version is "v1.3.0": expected v1.4.0, the last that was promoted into prod',
    );
  });

  it("ends as without them after kills at any points", async () => {
    for (let calls = 1; ; calls += 1) {
      const world = new World(HEALTHY);
      await promote(world.promotion(), "p-1", async () => report("pass"));
      world.killAfter(calls);
      const killed = await rollBack(world.promotion(), WHY).then(
        () => false,
        (error: unknown) => error instanceof Killed,
      );
      world.killAfter(Number.POSITIVE_INFINITY);
      if (!killed) break;
      await rollBack(world.promotion(), WHY);
      expect(world.eventsOf("rolled-back").length, `killed at ${calls}`).to.equal(1);
      expect([world.incidents.size, world.tickets.size]).to.deep.equal([1, 1]);
    }
  });
});
