import { expect } from "chai";
import fc from "fast-check";
import { hasEnded } from "../../../delivery/decisions/promotion/record";
import { promote } from "../../../delivery/promotion/promote";
import { ask, HEALTHY, ID, OPEN, phasesOf } from "./asking";
import { type Behaviour, Killed, World } from "./world";

describe("a promotion that is killed", () => {
  const behaviours: readonly Behaviour[] = [
    HEALTHY,
    { rollout: "rolled-back", percent: 10 },
    { rollout: "failed", percent: 0 },
    { ...HEALTHY, alarmAfter: 3 },
  ];
  for (const behaviour of behaviours) {
    const name = `${behaviour.rollout}${behaviour.alarmAfter ? ", then an alarm" : ""}`;
    it(`ends as without them after kills at any points: ${name}`, async () => {
      const calm = new World(behaviour);
      await promote(calm.promotion(), ID, ask(OPEN));
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 8 }),
          async (kills) => {
            const world = new World(behaviour);
            const ended = () => world.record !== undefined && hasEnded(world.record);
            for (const calls of kills) {
              // One more run would be another promotion.
              if (ended()) break;
              world.killAfter(calls);
              await promote(world.promotion(), ID, ask(OPEN)).catch((error) => {
                if (!(error instanceof Killed)) throw error;
              });
            }
            world.killAfter(Number.POSITIVE_INFINITY);
            if (!ended()) await promote(world.promotion(), ID, ask(OPEN));

            expect(world.record?.phase).to.equal(calm.record?.phase);
            expect(world.started).to.deep.equal(["d-1"]);
            expect(world.rollbacks).to.deep.equal(calm.rollbacks);
            expect(new Set(phasesOf(world))).to.deep.equal(new Set(phasesOf(calm)));
            expect(world.incidents.size).to.equal(calm.incidents.size);
            expect(world.tickets.size).to.equal(calm.tickets.size);
            expect(world.eventsOf("rolled-back")).to.have.length(
              calm.eventsOf("rolled-back").length,
            );
          },
        ),
        { numRuns: 100 },
      );
    });
  }
});
