import { expect } from "chai";
import { type Ended, projectWith, testSandbox } from "../support/sandbox";

const FIXTURE = "test/engine/fixtures/break.ts";

describe("npm run preview, of a plan with one thing broken", () => {
  const sandbox = testSandbox();
  after(() => sandbox.remove());

  describe("beside the real program", () => {
    let run: Ended;
    before(async () => {
      run = await sandbox.run(["preview", "dev"], FIXTURE);
    });

    // The lines of a violation below its first are indented further.
    const broken: [what: string, says: RegExp][] = [
      [
        "[§17] an untagged resource",
        /^ {2}violation: resource-is-tagged: untagged .*(\n {4}.*)*App/m,
      ],
      [
        "[§17] a name off the convention",
        /^ {2}violation: name-follows-convention: misnamed .*(\n {4}.*)*my-queue(.*\n {4})*.*nc-/m,
      ],
      [
        "[§9] an unencrypted queue",
        /^ {2}violation: data-uses-customer-managed-key: unencrypted .*(\n {4}.*)*kmsMasterKeyId/m,
      ],
      [
        "[§4] a wildcard in a subject",
        /^ {2}violation: github-trust-is-pinned: wildcard .*(\n {4}.*)*StringLike: use StringEquals/m,
      ],
    ];
    for (const [what, says] of broken) {
      it(`${what} is refused, with how to fix it`, () => {
        expect(run.stdout, run.stderr).to.match(says);
        expect(run.stdout).to.match(/dev: \d+ to create, .* \d+ policies, [1-9]\d* violations\n$/);
        expect(run.code).to.equal(1);
      });
    }
  });

  it("[§12] one approver for prod is refused before the engine starts", async () => {
    const project = projectWith(sandbox.folder, "prod", (text) =>
      text.replace("approvers: 2", "approvers: 1"),
    );
    const run = await sandbox.run(["preview", "prod"], FIXTURE, { NC_PROJECT: project });
    expect(run.stderr).to.contain(
      "approvers is 1: expected 2, as a run asks in prod-product and prod",
    );
    expect(run.stdout).to.equal("");
    expect(run.code).to.equal(1);
  });

  it("an address block of another environment is refused before the engine starts", async () => {
    const project = projectWith(sandbox.folder, "dev", (text) =>
      text.replace("10.10.0.0/16", "10.30.240.0/20"),
    );
    const run = await sandbox.run(["preview", "dev"], FIXTURE, { NC_PROJECT: project });
    expect(run.stderr).to.contain(
      'cidr is "10.30.240.0/20": expected a block that does not overlap 10.30.0.0/16 of Pulumi.prod.yaml',
    );
    expect(run.stdout).to.equal("");
    expect(run.code).to.equal(1);
  });

  it("[§3] a bad account id is refused, with every other problem beside it", async () => {
    const project = projectWith(sandbox.folder, "dev", (text) =>
      text.replace('"111111111111"', '"12"').replace("10.10.0.0/16", "10.0.0.0/8"),
    );
    const run = await sandbox.run(["preview", "dev"], FIXTURE, { NC_PROJECT: project });
    expect(run.stderr).to.contain('accountId is "12": expected 12 digits');
    expect(run.stderr).to.contain('cidr is "10.0.0.0/8": expected an IPv4 block');
    expect(run.stderr).not.to.match(/^\s+at /m);
    expect(run.code).to.equal(1);
  });

  it("[§3] another account's credentials are refused by the account guard", async () => {
    const run = await sandbox.run(["up", "dev"], FIXTURE, { NC_ACCOUNT: "999999999999" });
    expect(run.stdout).to.match(/999999999999/);
    expect(run.code).to.equal(1);
  });
});
