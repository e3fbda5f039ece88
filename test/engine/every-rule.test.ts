import { expect } from "chai";
import { policyFiles } from "../support/policies";
import { testSandbox } from "../support/sandbox";

const FIXTURE = "test/engine/fixtures/break-every-rule.ts";

describe("the policy pack, run by the engine on a plan of mistakes", () => {
  const sandbox = testSandbox();
  let violated: string[] = [];

  before(async () => {
    const run = await sandbox.run(["preview", "dev", "--json"], FIXTURE);
    expect(run.code, run.stderr).to.equal(1);
    const { environments } = JSON.parse(run.stdout) as {
      environments: { violations: { policy: string }[] }[];
    };
    violated = environments.flatMap(({ violations }) => violations.map(({ policy }) => policy));
  });
  after(() => sandbox.remove());

  it("has a violation of every policy", async () => {
    const names = (await policyFiles()).map(({ policy }) => policy.name);
    expect([...new Set(violated)].sort()).to.deep.equal(names.sort());
  });
});
