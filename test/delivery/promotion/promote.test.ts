import { expect } from "chai";
import { askGates } from "../../../delivery/decisions/gates/registry";
import { fail } from "../../../delivery/decisions/verdict";
import { promote } from "../../../delivery/promotion/promote";
import { FACTS, SUBJECT } from "../decisions/gates/subjects";
import { ask, HEALTHY, ID, OPEN, phasesOf } from "./asking";
import { World } from "./world";

describe("a promotion", () => {
  it("[§11] goes through every phase, and is watched before it has succeeded", async () => {
    const world = new World(HEALTHY);
    const outcome = await promote(world.promotion(), ID, ask(OPEN));

    expect(outcome).to.deep.include({ kind: "ended", reasons: [] });
    expect(world.record).to.include({ phase: "succeeded", deployment: "d-1", previous: "task:1" });
    expect(phasesOf(world)).to.deep.equal([
      ...["gated", "copying", "migrating", "deploying", "baking", "succeeded"],
    ]);
    expect(world.finished).to.deep.equal(["d-1"]);
    // A minute of rollout, and prod's ten of watch (CI/CL-002 §13).
    expect(world.now - Date.parse("2026-03-02T10:00:00Z")).to.equal(11 * 60_000);
  });

  it("says of all that it waits for how long that usually takes, once one has told, and how long it has", async () => {
    const world = new World(HEALTHY);
    const waits = () =>
      world.said.splice(0).filter((line) => /usually|no usual time is known yet/.test(line));
    const wait = { kind: "wait", reasons: ["nobody of security"], whom: "security" } as const;
    const shut = ask([{ gate: "approvals", answer: wait }]);
    await promote(world.promotion(), ID, shut);
    world.now += 25 * 60_000;
    await promote(world.promotion(), ID, ask(OPEN));
    const unknown = "no usual time is known yet, no time limit";
    expect(waits()).to.deep.equal([
      `  it waits at its gates: ${unknown}`,
      `  its artifacts are copied and compared: ${unknown}`,
      `  its deployment is started: ${unknown}`,
      `  d-1 deploys v1.4.0: ${unknown}`,
      "  3 alarms are watched for 10 minutes: no usual time is known yet, has until 2026-03-02T10:36:00.000Z",
    ]);
    const { release } = world.promotion();
    const next = world.promotion({ release: { ...release, version: "v1.5.0" } });
    await promote(next, "second", shut);
    await promote(next, "second", ask(OPEN));
    // From 10:00: 25 minutes for Security, a minute of rollout, ten of watch; and ten more of the second one's.
    const goesOn = "no time limit";
    expect(waits()).to.deep.equal([
      `  it waits at its gates: usually 25 minutes, ${goesOn}`,
      `  its artifacts are copied and compared: usually less than 1 s, ${goesOn}`,
      `  its deployment is started: usually less than 1 s, ${goesOn}`,
      `  d-1 deploys v1.5.0: usually 60 s, ${goesOn}`,
      "  3 alarms are watched for 10 minutes: usually 10 minutes, has until 2026-03-02T10:46:00.000Z",
    ]);
  });

  it("says that it is alive at least each half minute, and not at each look", async () => {
    const world = new World(HEALTHY);
    const whole = world.promotion();
    const written: number[] = [];
    const noted: string[] = [];
    const promotion = {
      ...whole,
      promotions: {
        ...whole.promotions,
        read: (workload: string) => whole.promotions.read(workload),
        write: (record: Parameters<typeof whole.promotions.write>[0]) => {
          written.push(world.now);
          return whole.promotions.write(record);
        },
      },
      ledger: {
        ...whole.ledger,
        eventsOf: (workload: string) => whole.ledger.eventsOf(workload),
        record: (event: Parameters<typeof whole.ledger.record>[0]) => {
          noted.push(event.type);
          return whole.ledger.record(event);
        },
      },
    };
    await promote(promotion, ID, ask(OPEN));
    const gaps = written.slice(1).map((time, index) => time - (written[index] ?? 0));
    expect(Math.max(...gaps)).to.be.at.most(30_000);
    // Eleven minutes are 44 quarters of one, and a promotion has 7 phases, each written at most twice.
    expect(written.length).to.be.within(22, 44 + 14);
    expect(noted.filter((type) => type === "traffic-shifted")).to.have.length(1);
  });

  it("waits for a deployment that blocks it, and says so once", async () => {
    const world = new World({ ...HEALTHY, blockedFor: 50 });
    const promoting = promote(world.promotion(), ID, ask(OPEN));
    expect((await promoting).kind).to.equal("ended");
    expect(world.record).to.include({ phase: "succeeded", deployment: "d-1" });
    const waits = world.said.filter((line) => line.includes("waiting"));
    expect(waits).to.deep.equal([
      "  waiting, as d-0 is InProgress: no usual time is known yet, no time limit",
    ]);
    // 50 minutes, a minute of rollout, and prod's ten of watch.
    expect(world.now - Date.parse("2026-03-02T10:00:00Z")).to.equal(61 * 60_000);
  });

  it("[§12] ends at a gate that says no, with every gate's reason, and deploys nothing", async () => {
    const world = new World(HEALTHY);
    const answers = [
      { gate: "checks", answer: fail("Trivy is red") },
      { gate: "approvals", answer: { kind: "wait", reasons: ["nobody of security"] } },
    ] as const;
    const outcome = await promote(world.promotion(), ID, ask(answers));

    expect(outcome).to.deep.include({
      kind: "ended",
      reasons: ["checks: Trivy is red", "approvals: nobody of security"],
    });
    expect(world.record?.phase).to.equal("failed");
    expect(world.started).to.deep.equal([]);
    expect(world.eventsOf("gate-decided").map(({ verdict }) => verdict)).to.deep.equal([
      "fail",
      "wait",
    ]);
    expect(world.incidents.size).to.equal(0);
  });

  it("ends with all that a gate says, of which the ledger keeps as much as an event holds", async () => {
    const world = new World(HEALTHY);
    const reason = "x".repeat(5_000);
    const long = [reason, ...Array.from({ length: 60 }, (_, index) => `reason ${index}`)] as const;
    const outcome = await promote(
      world.promotion(),
      ID,
      ask([{ gate: "checks", answer: fail(...long) }]),
    );
    expect(outcome.reasons.length).to.equal(61);
    const [event] = world.eventsOf("gate-decided");
    expect([event?.reasons.length, event?.reasons[0]?.length]).to.deep.equal([50, 1024]);
  });

  it("ends where no gate was asked", async () => {
    for (const environment of ["dev", "stg", "prod"] as const) {
      const world = new World(HEALTHY);
      const promotion = world.promotion({ environment });
      await promote(promotion, ID, async () => askGates([], FACTS, { ...SUBJECT, environment }));
      expect(world.record?.phase, environment).to.equal("failed");
    }
  });

  it("waits at a gate that says so, is nobody's then, and goes on when it passes", async () => {
    const world = new World(HEALTHY);
    const wait = { kind: "wait", reasons: ["the window opens at 09:00"] } as const;
    const waits = await promote(world.promotion(), ID, ask([{ gate: "window", answer: wait }]));

    expect(waits).to.deep.equal({ kind: "waits", reasons: ["window: the window opens at 09:00"] });
    expect(world.record).to.include({ phase: "requested" }).and.not.have.property("owner");
    expect(world.record?.waitsFor).to.deep.equal(["window: the window opens at 09:00"]);
    await promote(world.promotion({ owner: "another run" }), "another id", ask(OPEN));
    expect(world.record).to.include({ phase: "succeeded", promotion: ID });
    expect(world.record).not.to.have.property("waitsFor");
  });

  it("is left to the run that works on it, and waits for another release's", async () => {
    const world = new World(HEALTHY);
    world.killAfter(30);
    await promote(world.promotion(), ID, ask(OPEN)).catch(() => undefined);
    world.killAfter(Number.POSITIVE_INFINITY);
    const { phase } = world.record ?? {};

    const held = await promote(world.promotion({ owner: "another run" }), "id", ask(OPEN));
    expect(held).to.deep.equal({
      kind: "waits",
      reasons: [
        "https://github.com/neurocipher/billing/actions/runs/77 promotes billing v1.4.0 into prod since " +
          `2026-03-02T10:00:00.000Z, in the phase ${phase}`,
      ],
    });
    world.now += 121_000;
    const { release } = world.promotion();
    const next = { ...release, version: "v1.5.0" };
    const waits = await promote(
      world.promotion({ owner: "other", release: next }),
      "id",
      ask(OPEN),
    );
    expect(waits).to.have.property("kind", "waits");
    expect(JSON.stringify(waits)).to.include(`v1.4.0 is in the phase ${phase}`);
    await promote(world.promotion({ owner: "another run" }), "id", ask(OPEN));
    expect(world.record?.phase).to.equal("succeeded");
  });
});
