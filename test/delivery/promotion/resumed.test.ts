import { expect } from "chai";
import type { GateReport } from "../../../delivery/decisions/gates/registry";
import { fail, type Verdict } from "../../../delivery/decisions/verdict";
import { promote } from "../../../delivery/promotion/promote";
import { ask, HEALTHY, ID, OPEN, phasesOf } from "./asking";
import { type Behaviour, World } from "./world";

const MINUTE = 60_000;
const FREEZE: Verdict = { kind: "wait", reasons: ["a freeze lasts until Monday"] };
const shut = (answer: Verdict) => ask([{ gate: "window", answer }]);

/** A world in which a run was killed at a call. */
async function killedAt(calls: number, behaviour: Behaviour = HEALTHY): Promise<World> {
  const world = new World(behaviour);
  world.killAfter(calls);
  await promote(world.promotion(), ID, ask(OPEN)).catch(() => undefined);
  world.killAfter(Number.POSITIVE_INFINITY);
  return world;
}

/** A world in which a run was killed once it has come into a phase. */
async function killedIn(phase: string, behaviour?: Behaviour): Promise<World> {
  for (let calls = 1; ; calls += 1) {
    const world = await killedAt(calls, behaviour);
    if (world.record?.phase === phase) return world;
  }
}

/** Gates that say this, and how often they were asked. */
function counted(answers: () => () => Promise<GateReport>) {
  const times = { asked: 0 };
  return {
    times,
    ask: async () => {
      times.asked += 1;
      return answers()();
    },
  };
}

describe("a promotion that is taken up again", () => {
  for (const phase of ["gated", "copying", "migrating"]) {
    it(`[§16] asks its gates again before anything is deployed, and waits where they are shut: ${phase}`, async () => {
      const world = await killedIn(phase);
      const outcome = await promote(world.promotion(), ID, shut(FREEZE));
      expect(outcome).to.deep.equal({
        kind: "waits",
        reasons: ["window: a freeze lasts until Monday"],
      });
      expect(world.started).to.deep.equal([]);
      expect(world.record).to.include({ phase }).and.not.have.property("owner");
      await promote(world.promotion(), ID, ask(OPEN));
      expect(world.record?.phase).to.equal("succeeded");
    });

    it(`[§12] ends where one of its gates says no by then: ${phase}`, async () => {
      const world = await killedIn(phase);
      await promote(world.promotion(), ID, shut(fail("the ticket is closed")));
      expect(world.record?.phase).to.equal("failed");
      expect(world.started).to.deep.equal([]);
    });
  }

  it("[§11] is finished whatever its gates say, once its deployment was tried to start", async () => {
    for (let calls = 1; ; calls += 1) {
      const world = await killedAt(calls);
      if (world.record?.phase === "succeeded") break;
      const isStarted = world.started.length > 0;
      await promote(world.promotion(), ID, shut(FREEZE));
      // Killed just before the start, it may be thought to have started.
      if (isStarted) expect(world.record?.phase, `killed at call ${calls}`).to.equal("succeeded");
      expect(world.started.length).to.be.at.most(1);
    }
  });

  it("[§16] asks its gates again while another deployment blocks it, and does not start in a freeze", async () => {
    const world = new World({ ...HEALTHY, blockedFor: 50 });
    const start = world.now;
    const { times, ask: asking } = counted(() =>
      world.now < start + 25 * MINUTE ? ask(OPEN) : shut(FREEZE),
    );
    const outcome = await promote(world.promotion(), ID, asking);
    expect(outcome.kind).to.equal("waits");
    expect(world.started).to.deep.equal([]);
    // At the start, after ten and twenty minutes, and after thirty, when it is shut.
    expect([times.asked, world.now - start]).to.deep.equal([4, 30 * MINUTE]);
  });

  it("[§13] is watched anew for the whole time where nobody has looked at its alarms meanwhile", async () => {
    const world = await killedIn("baking");
    const resumed = world.now + 20 * MINUTE;
    world.now = resumed;
    await promote(world.promotion({ owner: "another run" }), ID, ask(OPEN));
    expect(world.record?.phase).to.equal("succeeded");
    expect(world.now - resumed).to.equal(10 * MINUTE);
    expect(phasesOf(world).filter((phase) => phase === "baking")).to.have.length(1);
  });

  it("[§13] goes on with its watch where its run is back at once", async () => {
    const world = await killedIn("baking");
    const began = Date.parse(world.record?.phaseSince ?? "");
    world.now += MINUTE;
    await promote(world.promotion(), ID, ask(OPEN));
    expect(world.now - began).to.equal(10 * MINUTE);
  });
});
