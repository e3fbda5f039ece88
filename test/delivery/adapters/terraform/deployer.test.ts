import { writeFileSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { expect } from "chai";
import { terraformDeployer } from "../../../../delivery/adapters/terraform/deployer";
import type { TerraformApply } from "../../../../delivery/ports/terraform-applies";

const NOT_ASKED = () => Promise.reject(new Error("it is not asked for"));

describe("the deployer of a Terraform stack", () => {
  let written: Map<string, TerraformApply>;
  let lastGood: string | undefined;
  /** How often something was done in a checkout, and has ended. */
  let ended: number;
  beforeEach(() => {
    written = new Map();
    ended = 0;
    lastGood = undefined;
  });

  /**
   * A deployer whose Terraform applies as `apply` does.
   *
   * @param reading - runs while the state of an apply is on its way from the account
   */
  const deployer = (apply: () => Promise<void>, reading: (id: string) => Promise<void>) =>
    terraformDeployer({
      workload: "core",
      environment: "dev",
      plans: { get: NOT_ASKED, put: NOT_ASKED },
      applies: {
        async read(id) {
          const found = written.get(id);
          await reading(id);
          return found;
        },
        write: async (id, each) => void written.set(id, each),
        lastGood: NOT_ASKED,
        setLastGood: async (commit) => {
          lastGood = commit;
        },
      },
      inCheckout: (_, work) =>
        work({
          version: NOT_ASKED,
          init: async () => {},
          async plan(file) {
            writeFileSync(file, "a plan");
            return [];
          },
          changes: NOT_ASKED,
          apply,
          failed: NOT_ASKED,
          unlock: NOT_ASKED,
        }).finally(() => {
          ended += 1;
        }),
      clock: { now: () => new Date("2026-03-02T09:00:00Z") },
    });

  it("takes no apply for dead that ends while it is looked at", async () => {
    let end = () => {};
    const applied = new Promise<void>((resolve) => {
      end = resolve;
    });
    const by = deployer(
      () => applied,
      async (id) => {
        end();
        while (written.get(id)?.state === "applying") await setImmediate();
        await setImmediate();
      },
    );
    const id = await by.rollBack("core-v1.1.0", "0".repeat(40));
    expect((await by.observe(id)).state).to.equal("in-progress");
    expect((await by.observe(id)).state).to.equal("succeeded");
  });

  it("leaves an apply that is interrupted to the next run, and does not call it failed", async () => {
    const controller = new AbortController();
    const interrupted = deployer(
      async () => controller.signal.throwIfAborted(),
      async () => {},
    );
    controller.abort();
    const id = await interrupted.rollBack("core-v1.1.0", "0".repeat(40));
    // What plans, and what applies; then the deployer hears of it.
    while (ended < 2) await setImmediate();
    await setImmediate();
    expect((await interrupted.observe(id)).state).to.equal("in-progress");
    const next = deployer(NOT_ASKED, async () => {});
    expect(await next.observe(id)).to.include({
      state: "failed",
      reason: "the run that applied it has died",
    });
  });

  it("[§14] has the commit of a rollback for the last good one once it is applied, and not before", async () => {
    const good = "0".repeat(40);
    let apply = () => {};
    const applying = new Promise<void>((resolve) => {
      apply = resolve;
    });
    const by = deployer(
      () => applying,
      async () => {},
    );
    const id = await by.rollBack("core-v1.1.0", good);
    expect(lastGood).to.equal(undefined);
    apply();
    while ((await by.observe(id)).state === "in-progress") await setImmediate();
    expect([(await by.observe(id)).state, lastGood]).to.deep.equal(["succeeded", good]);
  });
});
