import { expect } from "chai";
import { readBakeStatement } from "../../../delivery/decisions/evidence/bake-statement";
import { parseRelease, releaseId } from "../../../delivery/decisions/release/release";
import { pass } from "../../../delivery/decisions/verdict";
import { promote } from "../../../delivery/promotion/promote";
import { CONTRACTS } from "../../infra/release/contracts";
import { manifest } from "../decisions/release/fixture";
import { type Behaviour, Killed, World } from "./world";

const ask = async () => ({
  verdict: "pass" as const,
  counted: [],
  earlier: [],
  answers: [{ gate: "checks", question: "Are they green?", answer: pass() }],
});
const STG = { environment: "stg", watchMinutes: 4 } as const;
const { rollback, bake } = CONTRACTS.service.alarms;

async function bakesOf(behaviour: Behaviour) {
  const world = new World(behaviour);
  await promote(world.promotion(STG), "p-1", ask);
  return world.kept.map((each) => readBakeStatement(JSON.parse(each), "signer"));
}

describe("what stg finds of a release", () => {
  it("[§13] is kept, signed, once its bake was green, with its times and every alarm that was watched", async () => {
    const minute = 60_000;
    const start = Date.parse("2026-03-02T10:01:00Z");
    expect(await bakesOf({ rollout: "succeeded", percent: 100 })).to.deep.equal([
      {
        release: releaseId(parseRelease(manifest())),
        environment: "stg",
        deployment: "d-1",
        result: "green",
        alarms: [...rollback, ...bake],
        startedAt: start,
        endedAt: start + 4 * minute,
        signer: "signer",
      },
    ]);
  });

  it("[§13] is red where an alarm went off in its bake, or its rollout failed before", async () => {
    const resultsOf = async (behaviour: Behaviour) =>
      (await bakesOf(behaviour)).map(({ result }) => result);
    const broken = { rollout: "succeeded", percent: 100, alarmAfter: 1 } as const;
    expect(await resultsOf(broken)).to.deep.equal(["red"]);
    expect(await resultsOf({ rollout: "rolled-back", percent: 10 })).to.deep.equal(["red"]);
  });

  it("is not kept of prod, which nobody promotes from", async () => {
    const world = new World({ rollout: "succeeded", percent: 100 });
    await promote(world.promotion(), "p-1", ask);
    expect(world.kept).to.deep.equal([]);
  });

  it("is kept before the promotion has succeeded, wherever its run is killed", async () => {
    for (let calls = 1; ; calls++) {
      const world = new World({ rollout: "succeeded", percent: 100 });
      world.killAfter(calls);
      const killed = await promote(world.promotion(STG), "p-1", ask).then(
        () => false,
        (error: unknown) => error instanceof Killed,
      );
      if (!killed) break;
      world.killAfter(Number.POSITIVE_INFINITY);
      await promote(world.promotion(STG), "p-1", ask);
      expect(world.record?.phase).to.equal("succeeded");
      expect(world.kept.length, `killed at call ${calls}`).to.be.at.least(1);
    }
  });
});
