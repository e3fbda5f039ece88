import { expect } from "chai";
import fc from "fast-check";
import { isResult, PHASES, type Phase } from "../../../delivery/decisions/promotion/phases";
import { parsePromotion } from "../../../delivery/decisions/promotion/record";
import { supersedes } from "../../../delivery/decisions/promotion/supersede";
import { parseRelease, type Release } from "../../../delivery/decisions/release/release";
import { promote } from "../../../delivery/promotion/promote";
import { manifest } from "../decisions/release/fixture";
import { ask, HEALTHY, OPEN } from "./asking";
import { Killed, World } from "./world";

const AT = "2026-03-02T08:00:00.000Z";
const WAIT = ask([{ gate: "window", answer: { kind: "wait", reasons: ["it is closed"] } }]);

/** A release of the workload. */
function releaseOf(version: string, type: Release["change"]["type"] = "normal"): Release {
  const release = parseRelease(manifest());
  return { ...release, version, change: { ...release.change, type } };
}

describe("a promotion that waits at its gates", () => {
  const waiting = async () => {
    const world = new World(HEALTHY);
    await promote(world.promotion({ release: releaseOf("v1.4.0") }), "first", WAIT);
    return world;
  };
  const phases = (world: World) =>
    world.eventsOf("promotion-phase").map(({ promotion, phase, reason }) => {
      return [promotion, phase, reason];
    });

  it("[§11] is cancelled by a newer release, which the ledger says, and which then goes on", async () => {
    const world = await waiting();
    const newer = { release: releaseOf("v1.5.0"), owner: "another run" };
    const outcome = await promote(world.promotion(newer), "second", ask(OPEN));
    expect(outcome.kind).to.equal("ended");
    expect(phases(world).slice(0, 2)).to.deep.equal([
      ["first", "cancelled", "superseded by v1.5.0"],
      ["second", "gated", undefined],
    ]);
    expect(world.said).to.include.members([
      "  v1.4.0 waits at its gates since 2026-03-02T10:00:00.000Z: v1.5.0 supersedes it",
      "billing v1.4.0 in prod: cancelled",
    ]);
    expect(world.record).to.include({ version: "v1.5.0", phase: "succeeded", promotion: "second" });
    expect(world.record).not.to.have.property("supersededBy");
  });

  it("[§16] is cancelled by an emergency, which may be older, and by nothing else that is older", async () => {
    const world = await waiting();
    const older = await promote(
      world.promotion({ release: releaseOf("v1.3.1"), owner: "another run" }),
      "second",
      ask(OPEN),
    );
    expect(older).to.deep.equal({
      kind: "waits",
      reasons: [
        "billing v1.4.0 is in the phase requested in prod since 2026-03-02T10:00:00.000Z, and waits at its gates: " +
          "v1.3.1 is no newer release and no emergency, and does not supersede it. To cancel it: " +
          "nc rollback billing --environment prod --reason 'v1.3.1 goes first'",
      ],
    });
    const urgent = { release: releaseOf("v1.3.1", "emergency"), owner: "another run" };
    await promote(world.promotion(urgent), "third", ask(OPEN));
    expect(phases(world)[0]).to.deep.equal(["first", "cancelled", "superseded by v1.3.1"]);
    expect(world.record).to.include({ version: "v1.3.1", phase: "succeeded" });
  });

  it("is left to the run that asks its gates just now", async () => {
    const world = new World(HEALTHY);
    world.killAfter(4);
    await promote(world.promotion(), "first", WAIT).catch(() => undefined);
    world.killAfter(Number.POSITIVE_INFINITY);
    expect(world.record).to.have.property("owner");
    const newer = world.promotion({ release: releaseOf("v1.5.0"), owner: "another run" });
    const held = await promote(newer, "second", ask(OPEN));
    expect(held.kind).to.equal("waits");
    expect(world.record).to.include({ promotion: "first", phase: "requested" });
  });

  it("[§16] gives way to an emergency too where it was let in, and a freeze has begun since", async () => {
    const release = releaseOf("v1.4.0");
    let world = new World(HEALTHY);
    for (let calls = 1; world.record?.phase !== "copying"; calls += 1) {
      world = new World(HEALTHY);
      world.killAfter(calls);
      await promote(world.promotion({ release }), "first", ask(OPEN)).catch(() => undefined);
    }
    world.killAfter(Number.POSITIVE_INFINITY);
    await promote(world.promotion({ release }), "first", WAIT);
    const urgent = { release: releaseOf("v1.3.1", "emergency"), owner: "another run" };
    await promote(world.promotion(urgent), "second", ask(OPEN));
    expect(world.record).to.include({ version: "v1.3.1", phase: "succeeded" });
    const first = world.eventsOf("promotion-phase").filter((each) => each.promotion === "first");
    expect(first.at(-1)).to.include({ phase: "cancelled", reason: "superseded by v1.3.1" });
    expect(world.started).to.deep.equal(["d-1"]);
  });

  it("is superseded before it was let in, or where nobody works on it and it is not deployed, whatever comes", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...PHASES),
        fc.boolean(),
        fc.constantFrom("v1.3.0", "v1.4.0-rc.1", "v1.4.0", "v1.4.1", "v2.0.0"),
        fc.constantFrom("standard", "normal", "emergency"),
        (phase: Phase, isOwned, version, type) => {
          const record = parsePromotion({
            revision: 1,
            promotion: "first",
            workload: "billing",
            environment: "prod",
            release: `sha256:${"1".repeat(64)}`,
            version: "v1.4.0",
            phase,
            phaseSince: "2026-03-02T08:00:00.000Z",
            requestedAt: "2026-03-02T08:00:00.000Z",
            ...(isOwned && { owner: { name: "run", since: AT, seenAt: AT } }),
          });
          const waits = phase === "requested" || (!isOwned && /^(gated|copying)$/.test(phase));
          const newer = ["v1.4.1", "v2.0.0"].includes(version);
          expect(supersedes(releaseOf(version, type), record)).to.equal(
            waits && (newer || type === "emergency"),
          );
        },
      ),
    );
  });

  it("ends once, and none that was deployed is superseded, in any sequence of releases, waits and kills", async () => {
    const wish = fc.record({
      version: fc.constantFrom("v1.4.0", "v1.4.1", "v1.5.0"),
      type: fc.constantFrom("normal" as const, "emergency" as const),
      waits: fc.boolean(),
      /** Calls of the world until the run is killed. */
      kill: fc.option(fc.integer({ min: 1, max: 40 }), { nil: Number.POSITIVE_INFINITY }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(wish, { minLength: 2, maxLength: 8 }), async (wishes) => {
        const world = new World(HEALTHY);
        for (const [index, { version, type, waits, kill }] of wishes.entries()) {
          world.killAfter(kill);
          const promotion = world.promotion({
            release: releaseOf(version, type),
            owner: `run ${index}`,
          });
          await promote(promotion, `p-${index}`, waits ? WAIT : ask(OPEN)).catch((error) => {
            if (!(error instanceof Killed)) throw error;
          });
          // Whoever was killed is silent for longer than an owner may be.
          world.now += 121_000;
        }
        const ids = new Set(world.eventsOf("promotion-phase").map(({ promotion }) => promotion));
        for (const id of ids) {
          const own = world.eventsOf("promotion-phase").filter((each) => each.promotion === id);
          const ends = own.filter(({ phase }) => isResult(phase));
          expect(ends.length, id).to.be.at.most(1);
          // An event is written before its record: a run that is killed between the two leaves a promotion in `copying`
          // whose ledger has gone on to `migrating`. Nothing is deployed in either.
          const before = ["gated", "copying", "migrating", "cancelled"];
          const begun = own.filter(({ phase }) => !before.includes(phase));
          if (ends.some(({ phase }) => phase === "cancelled")) expect(begun).to.deep.equal([]);
          if (ends.length === 0) expect(world.record?.promotion).to.equal(id);
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe("a promotion whose gates answer what no gate may say", () => {
  it("stops with the defect, and does not ask them again", async () => {
    const world = new World(HEALTHY);
    let asked = 0;
    const broken = async () => {
      asked += 1;
      if (asked > 1) throw new Error("asked again");
      // As a defect of ours would have it: the whole verdict, in the place of its kind.
      return JSON.parse(
        '{ "verdict": { "kind": "pass" }, "answers": [], "counted": [], "earlier": [] }',
      );
    };
    const failed = await promote(world.promotion(), "first", broken).catch(
      (error) => error.message,
    );
    expect(failed).to.equal('the gates answered {"kind":"pass"}: expected pass, wait or fail');
    expect(world.record?.phase).to.equal("requested");
  });
});
