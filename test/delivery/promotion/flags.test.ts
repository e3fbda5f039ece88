import { expect } from "chai";
import fc from "fast-check";
import { flagKeys } from "../../../delivery/decisions/flags/changes";
import { hasEnded } from "../../../delivery/decisions/promotion/record";
import { parseRelease } from "../../../delivery/decisions/release/release";
import type { FlagDeployment, Flags } from "../../../delivery/ports/flags";
import { promote } from "../../../delivery/promotion/promote";
import { manifest } from "../decisions/release/fixture";
import { ask, HEALTHY, ID, OPEN } from "./asking";
import { Killed, World } from "./world";

const NEEDED = ["fees", "totals"];

/** The flags of a workload in memory; a call is killed where `kill` says so. */
class MemoryFlags implements Flags {
  readonly versions: string[] = [];
  readonly all: FlagDeployment[] = [];

  constructor(private readonly kill: () => void = () => {}) {}

  async deployments() {
    this.kill();
    return [...this.all].reverse();
  }
  async observe(number: number) {
    this.kill();
    const found = this.all[number - 1];
    if (found === undefined) throw new Error(`there is no deployment ${number}`);
    return found;
  }
  async document(version: string) {
    this.kill();
    return this.versions[Number(version) - 1] ?? "{}";
  }
  async store(document: string) {
    this.kill();
    this.versions.push(document);
    this.kill();
    return String(this.versions.length);
  }
  async start(): Promise<number> {
    throw new Error("no promotion changes what callers have");
  }
  async startAtOnce(version: string, purpose: NonNullable<FlagDeployment["purpose"]>) {
    this.kill();
    const number = this.all.length + 1;
    this.all.push({
      number,
      version,
      state: "succeeded",
      percent: 100,
      seconds: 0,
      id: `f-${number}`,
      purpose,
    });
    this.kill();
    return number;
  }
  async undo(): Promise<boolean> {
    throw new Error("no promotion undoes flags");
  }
}

describe("a promotion of a release that needs flags", () => {
  const release = parseRelease(manifest({ flags: NEEDED }));

  it("[§10] adds those that are missing before anything is deployed", async () => {
    const world = new World(HEALTHY);
    const startedAt: number[] = [];
    const flags = new MemoryFlags(() => startedAt.push(world.started.length));
    await promote(world.promotion({ release, flags }), ID, ask(OPEN));
    expect(world.record?.phase).to.equal("succeeded");
    expect(flagKeys(flags.versions.at(-1) ?? "{}")).to.deep.equal(NEEDED);
    expect(new Set(startedAt)).to.deep.equal(new Set([0]));
  });

  it("[§12] adds none where a gate says no, nor while one waits", async () => {
    for (const kind of ["fail", "wait"] as const) {
      const world = new World(HEALTHY);
      const flags = new MemoryFlags();
      const answer =
        kind === "fail"
          ? ({ kind, reasons: ["it is red"] } as const)
          : ({ kind, reasons: ["nobody of security"], whom: "security" } as const);
      await promote(world.promotion({ release, flags }), ID, ask([{ gate: "checks", answer }]));
      expect(flags.all).to.deep.equal([]);
    }
  });

  it("stops with a message where they have no place, and goes on once they have", async () => {
    const world = new World(HEALTHY);
    const stopped = promote(world.promotion({ release }), ID, ask(OPEN));
    await stopped.then(
      () => expect.fail("it went on"),
      (error: Error) =>
        expect(error.message).to.contain(
          'flags is ["fees","totals"]: expected none, as the platform has given billing no flags in prod',
        ),
    );
    expect(world.started).to.deep.equal([]);
    await promote(world.promotion({ release, flags: new MemoryFlags() }), ID, ask(OPEN));
    expect(world.record?.phase).to.equal("succeeded");
  });

  it("adds each once, wherever the run that promotes it is killed", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 6 }),
        async (kills) => {
          const world = new World(HEALTHY);
          let left = Number.POSITIVE_INFINITY;
          const flags = new MemoryFlags(() => {
            left -= 1;
            if (left === 0) throw new Killed("in AppConfig");
          });
          for (const calls of [...kills, Number.POSITIVE_INFINITY]) {
            if (world.record !== undefined && hasEnded(world.record)) break;
            left = calls;
            await promote(world.promotion({ release, flags }), ID, ask(OPEN)).catch((error) => {
              if (!(error instanceof Killed)) throw error;
            });
          }
          expect(world.record?.phase).to.equal("succeeded");
          expect(flags.all).to.have.length(1);
        },
      ),
      { numRuns: 50 },
    );
  });
});
