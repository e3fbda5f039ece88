import { expect } from "chai";
import { projectWith, testSandbox } from "../support/sandbox";

const FIXTURE = "test/engine/fixtures/break.ts";

describe("npm run preview, of a plan with one thing broken", () => {
  const sandbox = testSandbox();
  after(() => sandbox.remove());

  const broken: [what: string, key: string, says: RegExp][] = [
    ["[§17] an untagged resource", "untagged", /violation: resource-is-tagged: broken[\s\S]*App/],
    [
      "[§17] a name off the convention",
      "misnamed",
      /violation: name-follows-convention: broken[\s\S]*my-queue[\s\S]*nc-/,
    ],
    [
      "[§9] an unencrypted queue",
      "unencrypted",
      /violation: data-uses-customer-managed-key: broken[\s\S]*kmsMasterKeyId/,
    ],
    [
      "[§4] a wildcard in a subject",
      "wildcard",
      /violation: github-trust-is-pinned: broken[\s\S]*StringLike: use StringEquals/,
    ],
  ];
  for (const [what, key, says] of broken) {
    it(`${what} is refused, with what to mend`, async () => {
      const run = await sandbox.run(["preview", "dev"], FIXTURE, { NC_BREAK: key });
      expect(run.stdout).to.match(says);
      expect(run.stdout).to.match(/dev: \d+ to create, .* \d+ policies, [1-9]\d* violations?\n$/);
      expect(run.code).to.equal(1);
    });
  }

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
