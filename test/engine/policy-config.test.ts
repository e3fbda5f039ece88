import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { testSandbox } from "../support/sandbox";

const FIXTURE = "test/engine/fixtures/short-key.ts";

describe("the configuration of the policy pack", () => {
  const sandbox = testSandbox();
  after(() => sandbox.remove());

  /** Previews a key that ends 7 days after its deletion. */
  const preview = (configuration: object) => {
    const file = join(sandbox.folder, "policy-config.json");
    writeFileSync(file, JSON.stringify(configuration));
    return sandbox.run(["preview", "dev", "--policy-config", file], FIXTURE);
  };

  it("changes a threshold", async () => {
    const run = await preview({ "key-rotates": { minimumDays: 14 } });
    expect(run.stdout, run.stderr).to.match(
      /violation: key-rotates: key [\s\S]*deletionWindowInDays is 7: set it to 14 or more in dev\./,
    );
    expect(run.code).to.equal(1);
  });

  it("changes the enforcement level", async () => {
    const changed = { enforcementLevel: "advisory", minimumDays: 14 };
    const run = await preview({ "key-rotates": changed });
    expect(run.stdout, run.stderr).to.match(/deletionWindowInDays is 7: set it to 14/);
    expect(run.stdout).to.match(/, 0 violations, 1 advisory\n$/);
    expect(run.code).to.equal(0);
  });

  it("is refused where a threshold is out of its range, or no number", async () => {
    const run = await preview({
      "key-rotates": { minimumDays: 6 },
      "log-group-has-retention": { minimumDays: "year" },
    });
    const said = `${run.stdout}${run.stderr}`;
    expect(said).to.match(/key-rotates[^\n]*minimumDays: Must be greater than or equal to 7/);
    expect(said).to.match(/log-group-has-retention[^\n]*minimumDays: Invalid type/);
    expect(run.code).to.equal(1);
  });
});
