import { expect } from "chai";
import { openCloud } from "../../sandbox/cloud/record";
import { foldersOf } from "../../sandbox/folders";
import { copyAppliedDev } from "../support/applied-dev";
import { testSandbox } from "../support/sandbox";
import { writtenCatalog } from "../support/written-catalog";
import { reportOf } from "./releases/settled";
import { BEFORE, KINDS_TURNED, withoutLinks } from "./shapes/entries";

describe("workloads that became something else under their names", () => {
  const sandbox = testSandbox();
  const cloud = openCloud(foldersOf(sandbox.folder).cloud("dev"));
  const up = (entries: typeof BEFORE) =>
    sandbox.run(["up", "dev", "--json"], undefined, {
      NC_CATALOG: writtenCatalog(sandbox.folder, entries),
    });
  const urns = () => new Set(cloud.list().map(({ urn }) => urn));

  before(() => copyAppliedDev(sandbox));
  after(() => sandbox.remove());

  it("are refused, all at once, before anything is made", async () => {
    const there = urns();
    const { code, stdout } = await up(KINDS_TURNED);
    expect(code).to.equal(1);
    for (const [name, field, is, was] of [
      ["api-adapter", "kind", "worker", "function"],
      ["audit-digest", "runs.as", "function", "task"],
      ["audit-queue", "kind", "job", "worker"],
      ["core", "kind", "service", "terraform"],
      ["ingest-worker", "rollout", "ecs-native", "codedeploy"],
    ]) {
      const words = `${name}: ${field} is "${is}": expected "${was}", as it is in dev: `;
      expect(stdout).to.contain(JSON.stringify(words).slice(1, -1));
    }
    expect(urns()).to.deep.equal(there);
  });

  it("are made once their entries were gone for one update, and back in the same way", async () => {
    await reportOf(up([]));
    await reportOf(up(KINDS_TURNED));
    await reportOf(up([]));
    await reportOf(up(withoutLinks(BEFORE)));
    const { changes } = await reportOf(up(withoutLinks(BEFORE)));
    expect(changes).to.deep.include({ create: 0, change: 0, replace: 0, delete: 0 });
  });
});
