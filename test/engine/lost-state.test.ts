import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { type Entry, openCloud } from "../../sandbox/cloud/record";
import { foldersOf } from "../../sandbox/folders";
import { projectWith, testSandbox } from "../support/sandbox";

const FIXTURE = "test/engine/fixtures/lost-state.ts";
const POLICY =
  "github:index/repositoryEnvironmentDeploymentPolicy:RepositoryEnvironmentDeploymentPolicy";
const RULESET = "github:index/repositoryRuleset:RepositoryRuleset";

/** docs/runbooks/lost-state.md, with what GitHub answers. */
describe("an environment whose state was lost", () => {
  const sandbox = testSandbox();
  const cloud = openCloud(foldersOf(sandbox.folder).cloud("prod"));
  const state = join(sandbox.folder, "state/.pulumi/stacks/nc-platform/prod.json");
  after(() => sandbox.remove());

  const up = () => sandbox.run(["up", "prod"], FIXTURE);
  let before: readonly Entry[];

  it("is refused by GitHub where it creates what is there", async () => {
    const first = await up();
    expect(first.code, first.stdout + first.stderr).to.equal(0);
    before = cloud.list();
    rmSync(state);

    const again = await up();
    // The engine stops at the first refusals: those of rulesets, of deployment policies, or of both.
    expect(again.stdout).to.match(/422 Validation Failed: Name must be|303 Response if the same/);
    expect(again.code).to.equal(1);
  });

  it("is adopted by an import, after which nothing is left to do", async () => {
    const imports = [
      ...cloud.list(POLICY),
      // A ruleset is imported by another id than it has.
      ...cloud.list(RULESET).map((each) => ({ ...each, id: `nc-platform:${each.id}` })),
    ].map(({ type, name, id }) => ({ type, name, id }));
    const adopt = `  nc-platform:adopt: ${JSON.stringify({ imports })}\n`;
    const project = projectWith(sandbox.folder, "prod", (text) => text + adopt);
    const imported = await sandbox.run(["up", "prod"], FIXTURE, { NC_PROJECT: project });
    expect(imported.code, imported.stdout + imported.stderr).to.equal(0);

    const last = await up();
    expect(last.stdout).to.match(/prod: 0 created, 0 changed, 0 deleted, /);
    expect(last.code).to.equal(0);
    expect(cloud.list()).to.have.deep.members(before);
  });
});
