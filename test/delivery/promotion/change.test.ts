import { expect } from "chai";
import { releaseId } from "../../../delivery/decisions/release/release";
import { fail } from "../../../delivery/decisions/verdict";
import { parseEvent } from "../../../delivery/ledger/events";
import { promote } from "../../../delivery/promotion/promote";
import { rollBack } from "../../../delivery/promotion/roll-back";
import { InvalidInput } from "../../../infra/problems";
import { ask, HEALTHY, ID, OPEN } from "./asking";
import { Killed, World } from "./world";

const COUNTED = [
  { githubEnvironment: "prod-product", approver: "pat", ticket: "#12" },
  { githubEnvironment: "prod", approver: "sam" },
];
const AT = "2026-03-02T10:00:00.000Z";

/** Opens a change as `nc change open` does. */
async function open(world: World, ticket: string): Promise<string> {
  const { release, environment, ledger } = world.promotion();
  const { app, workload } = release;
  const common = { at: AT, environment, app, workload, writer: "pat" };
  const own = { type: "change-opened", change: "v1.4.0/1", changeType: "normal", ticket };
  await ledger.record(parseEvent({ ...common, ...own, release: releaseId(release) }));
  return `${releaseId(release)} ${environment}`;
}

describe("the change of a promotion", () => {
  it("[§16] is opened when its gates have passed, with the ticket that an approval names, and closed with its result", async () => {
    for (const [behaviour, result] of [
      [HEALTHY, "succeeded"],
      [{ ...HEALTHY, alarmAfter: 4 }, "rolled-back"],
    ] as const) {
      const world = new World(behaviour);
      await promote(world.promotion(), ID, ask(OPEN, COUNTED));
      const { release } = world.promotion();
      expect(world.eventsOf("change-opened")).to.have.length(1);
      expect(world.eventsOf("change-opened")[0]).to.include({
        change: "v1.4.0/1",
        changeType: "normal",
        ticket: "#12",
        release: releaseId(release),
      });
      expect(
        world.eventsOf("change-closed").map((each) => [each.change, each.result]),
      ).to.deep.equal([["v1.4.0/1", result]]);
    }
  });

  it("is the one that a person has opened, whose ticket is closed with the result", async () => {
    const world = new World(HEALTHY);
    const key = await open(world, "neurocipher/billing#3");
    await promote(world.promotion(), ID, ask(OPEN, COUNTED));
    expect(world.eventsOf("change-opened")).to.have.length(1);
    expect([...world.closed]).to.deep.equal([
      ["neurocipher/billing#3", `${key}: Result: succeeded, at 2026-03-02T10:11:00.000Z.`],
    ]);
  });

  it("stays open where a gate says no, to be promoted again, and is closed where it is cancelled", async () => {
    const world = new World(HEALTHY);
    await open(world, "#3");
    await promote(world.promotion(), ID, ask([{ gate: "checks", answer: fail("Trivy is red") }]));
    expect(world.eventsOf("change-closed")).to.deep.equal([]);
    const wait = { kind: "wait", reasons: ["it is closed"] } as const;
    await promote(world.promotion(), "second", ask([{ gate: "window", answer: wait }]));
    await rollBack(world.promotion(), "a mistake");
    expect(world.eventsOf("change-closed").map(({ result }) => result)).to.deep.equal([
      "cancelled",
    ]);
  });

  it("is none in stg, unless a person has opened one", async () => {
    const world = new World(HEALTHY);
    await promote(world.promotion({ environment: "stg" }), ID, ask(OPEN, COUNTED));
    expect([...world.eventsOf("change-opened"), ...world.eventsOf("change-closed")]).to.deep.equal(
      [],
    );
  });

  it("ends though its ticket cannot be closed, which is said", async () => {
    const world = new World(HEALTHY);
    const close = async () => {
      throw new InvalidInput("the change ticket's system", ["status 503"]);
    };
    await promote(world.promotion({ changeTickets: { close } }), ID, ask(OPEN, COUNTED));
    expect(world.record?.phase).to.equal("succeeded");
    expect(world.said).to.include("  the ticket #12 is left open: status 503");
  });

  it("is one, and every approval that a gate counted is seen once, wherever the run is killed", async () => {
    for (let calls = 1; calls < 60; calls += 3) {
      const world = new World(HEALTHY);
      world.killAfter(calls);
      await promote(world.promotion(), ID, ask(OPEN, COUNTED)).catch((error) => {
        if (!(error instanceof Killed)) throw error;
      });
      world.killAfter(Number.POSITIVE_INFINITY);
      await promote(world.promotion(), ID, ask(OPEN, COUNTED));
      expect(world.eventsOf("change-opened"), `${calls}`).to.have.length(1);
      expect(world.eventsOf("change-closed"), `${calls}`).to.have.length(1);
      const seen = world
        .eventsOf("approval-seen")
        .map(({ githubEnvironment, approver, ticket }) => {
          return [githubEnvironment, approver, ticket];
        });
      expect(seen, `${calls}`).to.deep.equal([
        ["prod-product", "pat", "#12"],
        ["prod", "sam", undefined],
      ]);
    }
  });
});
