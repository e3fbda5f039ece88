import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { Report } from "../../sandbox/report";
import { unmade } from "../../tools/workflow/plan-holds";
import { type Ended, SHIPPED, testSandbox } from "../support/sandbox";
import { expectGoodPreview } from "./previews";

describe("npm run preview", () => {
  const sandbox = testSandbox();
  const plan = join(sandbox.folder, "plan.json");
  let shown: Ended;
  after(() => sandbox.remove());

  before(async () => {
    shown = await sandbox.run(["preview"], SHIPPED);
  });

  it("ends with a line for each environment, and no violation", () => {
    expectGoodPreview(shown, ["dev", "stg", "prod"]);
  });

  it("shows what is made, by component and type, and which policies ran", () => {
    expect(shown.stdout).to.match(/^ {2}terraform-state +\+ 1 +aws:dynamodb\/table:Table$/m);
    expect(shown.stdout.match(/^ {2}policies that ran:$/gm)).to.have.length(3);
    expect(shown.stdout).to.contain("resource-is-tagged");
  });

  it("says the same as JSON, and nothing else on stdout", async () => {
    const run = await sandbox.run(["preview", "dev", "--json", "--plan", plan], SHIPPED);
    expect(run.code, run.stderr).to.equal(0);
    const { ok, environments } = JSON.parse(run.stdout) as { ok: boolean; environments: Report[] };
    const [report] = environments;
    expect(ok).to.equal(true);
    expect(report?.environment).to.equal("dev");
    const made = report?.rows.reduce((sum, { count }) => sum + count, 0);
    expect(made).to.equal(report?.changes.create);
    expect(shown.stdout).to.contain(
      `dev: ${made} to create, 0 to change, 0 to delete, ${report?.policies.length} policies`,
    );
  });

  it("[§12] writes a plan that cannot be kept to where it makes the network, and says so", () => {
    const subnets = unmade(JSON.parse(readFileSync(plan, "utf8"))).filter((urn) =>
      urn.includes("ec2/subnet:Subnet::"),
    );
    expect(subnets).not.to.be.empty;
  });

  it("refuses a command line that it cannot read, with every mistake", async () => {
    const run = await sandbox.run(["up", "dev", "qa"], SHIPPED);
    expect(run.stderr).to.equal(
      'arguments:\n  environment is "qa": expected one of dev, stg, prod\n' +
        '  environment is "dev qa": expected one, to up\n',
    );
    expect([run.stdout, run.code]).to.deep.equal(["", 1]);
  });
});
