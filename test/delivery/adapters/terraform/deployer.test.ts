import { writeFileSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { expect } from "chai";
import { terraformDeployer } from "../../../../delivery/adapters/terraform/deployer";
import type { TerraformApply } from "../../../../delivery/ports/terraform-applies";

const NOT_ASKED = () => Promise.reject(new Error("it is not asked for"));

describe("the deployer of a Terraform stack", () => {
  it("takes no apply for dead that ends while it is looked at", async () => {
    const written = new Map<string, TerraformApply>();
    let end = () => {};
    const applied = new Promise<void>((resolve) => {
      end = resolve;
    });
    const deployer = terraformDeployer({
      workload: "core",
      environment: "dev",
      plans: { get: NOT_ASKED, put: NOT_ASKED },
      applies: {
        async read(id) {
          const found = written.get(id);
          // The answer is on its way when the apply ends.
          end();
          while (written.get(id)?.state === "applying") await setImmediate();
          await setImmediate();
          return found;
        },
        write: async (id, apply) => void written.set(id, apply),
        lastGood: NOT_ASKED,
        setLastGood: NOT_ASKED,
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
          apply: () => applied,
          failed: NOT_ASKED,
          unlock: NOT_ASKED,
        }),
      clock: { now: () => new Date("2026-03-02T09:00:00Z") },
    });
    const id = await deployer.rollBack("core-v1.1.0", "0".repeat(40));
    expect((await deployer.observe(id)).state).to.equal("in-progress");
    expect((await deployer.observe(id)).state).to.equal("succeeded");
  });
});
