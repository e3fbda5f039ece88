import { expect } from "chai";
import { testSandbox } from "../support/sandbox";
import { OFF, ON } from "./blocks/entries";
import { updatesOf } from "./updates/updates";

const NAMES = OFF.map(({ name }) => name);

for (const environment of ["dev", "prod"] as const) {
  describe(`optional blocks of workloads, in ${environment}`, () => {
    const sandbox = testSandbox();
    const updates = updatesOf(sandbox, environment, ...OFF);
    after(() => sandbox.remove());

    /** What there is, by URN and once each: AppConfig's is left in the account where flags are removed. */
    const there = () => {
      const left = updates.cloud.list().filter(({ type }) => !type.startsWith("aws:appconfig/"));
      return [...new Set(left.map(({ urn }) => urn))].sort();
    };
    /** Releases all, so that nothing but the wanted shapes runs: the next update takes away the rest. */
    const release = async () => {
      updates.succeed(...NAMES);
      await updates.apply();
      return there();
    };
    let off: string[];
    let on: string[];

    it("are put on", async () => {
      await updates.up();
      updates.succeed(...NAMES);
      off = there();
      updates.write(...ON);
      expect((await updates.apply()).changes.delete).to.equal(0);
      on = there();
      expect(on).to.include.members(off);
      expect(on.length).to.be.greaterThan(off.length);
    });

    it("are taken back before their release, which deletes what they had added an update later", async () => {
      updates.write(...OFF);
      expect((await updates.up()).changes.delete).to.equal(0);
      await updates.apply();
      expect(there()).to.deep.equal(off);
    });

    it("are put on again, and off: what runs keeps them until its next release", async () => {
      updates.write(...ON);
      await updates.up();
      updates.succeed(...NAMES);
      updates.write(...OFF);
      expect((await updates.apply()).changes.delete).to.equal(0);
      expect(there()).to.deep.equal(on);
      expect(await release()).to.deep.equal(off);
    });

    it("are put on once more", async () => {
      updates.write(...ON);
      await updates.apply();
      expect(there()).to.deep.equal(on);
    });
  });
}
