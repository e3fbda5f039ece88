import { expect } from "chai";
import { PLATFORM_FUNCTIONS } from "../../infra/platform-functions";
import { PlatformWorld, START } from "./support/platform-world";
import { SCENARIOS } from "./support/scenarios";
import type { Scenario } from "./support/scenarios/scenario";
import { isWriteOf, type OutsideCall, Tap } from "./support/tap";

describe("faults around a function", () => {
  const dateNow = Date.now;
  let tap: Tap;
  let here: PlatformWorld;
  beforeEach(async () => {
    tap = new Tap();
    here = await PlatformWorld.start({ tap });
    // Powertools reads the clock of the process: what passes here passes there.
    Date.now = () => dateNow() + here.world.clock.now().getTime() - START.getTime();
  });
  afterEach(async () => {
    Date.now = dateNow;
    await here.stop();
  });

  it("are tried with every function", () => {
    const tried = Object.values(SCENARIOS).map(({ component }) => component);
    expect([...new Set(tried)].sort()).to.deep.equal(Object.keys(PLATFORM_FUNCTIONS).sort());
  });

  for (const [name, scenario] of Object.entries(SCENARIOS)) {
    describe(name, () => {
      const role = `nc-platform-dev-${scenario.component}`;
      /** Calls of a run without faults. */
      let calls: readonly OutsideCall[];

      it("there are none", async () => {
        await scenario.prepare(here);
        const before = tap.calls.length;
        const told = await scenario.deliver(here);
        calls = tap.calls.slice(before);
        expect(calls.some(({ writes }) => writes)).to.equal(!scenario.onlyAnswers);
        await holds(scenario, told);
      });

      it("it is called twice", async () => {
        await scenario.prepare(here);
        await scenario.deliver(here);
        await holds(scenario, await scenario.deliver(here));
      });

      for (const fault of ["throttling", "server-error"] as const) {
        it(`the first call of each operation meets: ${fault}`, async () => {
          await scenario.prepare(here);
          failEach(calls, fault, false);
          const told = await scenario.deliver(here);
          expect(here.world.faults).to.deep.equal([]);
          expect(here.github.state.faults).to.deep.equal([]);
          await holds(scenario, told);
        });
      }

      if (scenario.onlyAnswers) return;

      it("each write is carried out, and its first answer is lost", async () => {
        await scenario.prepare(here);
        failEach(
          calls.filter(({ writes }) => writes),
          "server-error",
          true,
        );
        const told = await scenario.deliver(here);
        expect(here.world.faults).to.deep.equal([]);
        expect(here.github.state.faults).to.deep.equal([]);
        await holds(scenario, told, true);
      });

      it("it is ended before each of its writes, and does what is left when it is called again", async () => {
        // Other functions run by the clock, too, while time passes.
        const writes = calls.filter((each) => isWriteOf(each, role));
        for (const [count, { operation }] of writes.entries()) {
          const own = new Tap();
          const world = await PlatformWorld.start({ tap: own });
          Date.now = () => dateNow() + world.world.clock.now().getTime() - START.getTime();
          try {
            await scenario.prepare(world);
            own.endBefore(count, role);
            const told = await scenario.deliver(world);
            expect(own.hasEnded, operation).to.equal(true);
            const state = await scenario.state(world, told, true);
            expect(state, `ended before ${operation}`).to.deep.equal(scenario.expected);
          } finally {
            await world.stop();
          }
        }
      });
    });
  }

  async function holds(scenario: Scenario, told: unknown, mayRepeat = false): Promise<void> {
    expect(await scenario.state(here, told, mayRepeat)).to.deep.equal(scenario.expected);
  }

  /** Lets the first call of each operation fail. */
  function failEach(
    calls: readonly OutsideCall[],
    fault: "throttling" | "server-error",
    afterwards: boolean,
  ): void {
    expect(calls.length).to.be.above(0);
    for (const operation of operationsOf(calls, false)) {
      here.world.faults.push({ fault, operation, times: 1, afterwards });
    }
    const ofGitHub = fault === "throttling" ? "secondary-rate-limit" : fault;
    for (const route of operationsOf(calls, true)) {
      here.github.state.faults.push({ fault: ofGitHub, route, times: 1, afterwards });
    }
  }
});

function operationsOf(calls: readonly OutsideCall[], ofGitHub: boolean): string[] {
  const those = calls.filter((each) => each.ofGitHub === ofGitHub);
  return [...new Set(those.map(({ operation }) => operation))];
}
