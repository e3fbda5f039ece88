import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { unmade } from "../../../tools/workflow/plan-holds";

const subnet = (id: string) => ({
  "4dabf18193072939515e22adb298388d": "5cf8f73096256a8f31e491e813e4eb8e",
  id,
  packageVersion: "",
  urn: `urn:subnet-${id || "new"}`,
});
const planOf = (...subnets: object[]) => ({
  resourcePlans: { "urn:vpc": { goal: { outputDiff: { adds: { subnets } } } } },
});

describe("whether an update can keep to a plan", () => {
  it("is so where every resource that a component gives back has an id", () => {
    expect(unmade(planOf(subnet("1"), subnet("2")))).to.deep.equal([]);
  });

  it("is not so where one has none yet", () => {
    expect(unmade(planOf(subnet("1"), subnet("")))).to.deep.equal(["urn:subnet-new"]);
  });

  it("is said by the exit code, and where the plan says it", () => {
    const folder = mkdtempSync(join(tmpdir(), "nc-plan-"));
    const ask = (plan: object) => {
      writeFileSync(join(folder, "plan.json"), JSON.stringify(plan));
      const words = ["--import", "tsx", "tools/workflow/plan-holds.ts", join(folder, "plan.json")];
      const { status, stdout } = spawnSync(process.execPath, words, { encoding: "utf8" });
      return [status, stdout] as const;
    };
    try {
      expect(ask(planOf(subnet("1")))).to.deep.equal([0, ""]);
      const [status, said] = ask(planOf(subnet("")));
      expect(status).to.equal(1);
      expect(said).to.match(/^::error::.*administrator.*\n {2}urn:subnet-new\n$/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
