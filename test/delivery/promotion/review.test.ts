import { expect } from "chai";
import { type CHANGE_TYPES, parseRelease } from "../../../delivery/decisions/release/release";
import { promote } from "../../../delivery/promotion/promote";
import { manifest } from "../decisions/release/fixture";
import { Killed, World } from "./world";

const ID = "billing-prod-v1.4.0-77-1";
const TITLE = `Review the emergency change of billing v1.4.0 in prod: promotion ${ID}`;

/** The promotion of a release as a change of a type. */
function promotionAs(
  world: World,
  type: (typeof CHANGE_TYPES)[number],
  environment: "prod" | "stg" = "prod",
) {
  const change = { type, risk: "high", summary: "Stops the leak" };
  return world.promotion({ environment, release: parseRelease({ ...manifest(), change }) });
}

const pass = async () => ({ verdict: "pass", counted: [], earlier: [], answers: [] }) as const;

describe("an emergency change", () => {
  it("[§16] has its post-incident review opened at once, before anything is deployed", async () => {
    const world = new World({ rollout: "succeeded", percent: 100 });
    await promote(promotionAs(world, "emergency"), ID, pass);

    expect([...world.reviews]).to.deep.equal([[ID, TITLE]]);
    const [opened] = world.eventsOf("review-opened");
    const url = "https://github.com/neurocipher/billing/issues/91";
    expect(opened).to.include({ promotion: ID, review: url, at: "2026-03-02T10:00:00.000Z" });
    const types = [...world.events.values()].map((each) =>
      each.type === "promotion-phase" ? each.phase : each.type,
    );
    expect(types.slice(0, 5)).to.deep.equal([
      ...["release-made", "change-opened", "gated", "review-opened", "copying"],
    ]);
    expect(world.record?.phase).to.equal("succeeded");
  });

  it("has one review, wherever the run that promotes it is killed", async () => {
    for (let calls = 1; calls < 40; calls += 1) {
      const world = new World({ rollout: "rolled-back", percent: 10 });
      world.killAfter(calls);
      await promote(promotionAs(world, "emergency"), ID, pass).catch((error) => {
        if (!(error instanceof Killed)) throw error;
      });
      world.killAfter(Number.POSITIVE_INFINITY);
      await promote(promotionAs(world, "emergency"), ID, pass);
      expect([...world.reviews], `${calls} calls`).to.deep.equal([[ID, TITLE]]);
      expect(world.eventsOf("review-opened"), `${calls} calls`).to.have.length(1);
    }
  });

  it("is one in prod alone, and no other change has a review", async () => {
    const others = [
      ["emergency", "stg"],
      ["normal", "prod"],
      ["standard", "prod"],
    ] as const;
    for (const [type, environment] of others) {
      const world = new World({ rollout: "succeeded", percent: 100 });
      await promote(promotionAs(world, type, environment), ID, pass);
      expect(world.record?.phase).to.equal("succeeded");
      expect([...world.reviews], `${type} in ${environment}`).to.deep.equal([]);
      expect(world.eventsOf("review-opened")).to.deep.equal([]);
    }
  });
});
