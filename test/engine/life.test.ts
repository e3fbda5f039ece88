import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { openCloud } from "../../sandbox/cloud/record";
import { foldersOf } from "../../sandbox/folders";
import { copyAppliedDev } from "../support/applied-dev";
import { testSandbox } from "../support/sandbox";

const NOTHING = /^dev: 0 created, 0 changed, 0 deleted, \d+ policies, 0 violations$/;
const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";

const tracked = () =>
  execFileSync("git", ["status", "--porcelain", "--untracked-files=no"], { encoding: "utf8" });
const lastLine = (text: string) => text.trimEnd().split("\n").at(-1) ?? "";

describe("npm run sandbox, with an environment that is there", () => {
  const sandbox = testSandbox();
  const cloud = foldersOf(sandbox.folder).cloud("dev");
  before(() => copyAppliedDev(sandbox));
  after(() => sandbox.remove());

  it("changes nothing the second time, in tracked files neither", async () => {
    const before = tracked();
    const second = await sandbox.run(["up", "dev"]);
    expect(lastLine(second.stdout)).to.match(NOTHING);
    expect(second.code).to.equal(0);
    expect(tracked()).to.equal(before);
  });

  it("sees with refresh what was changed outside Pulumi, and up puts it back", async () => {
    const [group] = openCloud(cloud).list(LOG_GROUP);
    if (group === undefined) throw new Error("dev has no log group");
    openCloud(cloud).patch(group, (state) => ({ ...state, retentionInDays: 1 }));

    const refreshed = await sandbox.run(["refresh", "dev"]);
    expect(refreshed.stdout).to.contain(`~ 1  ${LOG_GROUP}`);
    expect(lastLine(refreshed.stdout)).to.equal("dev: 0 created, 1 changed, 0 deleted");
    expect(refreshed.code).to.equal(0);

    const up = await sandbox.run(["up", "dev"]);
    expect(lastLine(up.stdout)).to.match(/^dev: 0 created, 1 changed, 0 deleted, /);
    expect(openCloud(cloud).get(group)?.state.retentionInDays).to.equal(30);
  });

  it("leaves nothing after destroy", async () => {
    const run = await sandbox.run(["destroy", "dev"]);
    expect(lastLine(run.stdout)).to.match(/^dev: 0 created, 0 changed, [1-9]\d* deleted$/);
    expect(run.code).to.equal(0);
    expect(existsSync(cloud)).to.equal(false);
    expect(existsSync(join(sandbox.folder, "state/.pulumi/stacks/nc-platform/dev.json"))).to.equal(
      false,
    );
  });
});
