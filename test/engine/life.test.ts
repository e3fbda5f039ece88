import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { expect } from "chai";
import { openCloud } from "../../sandbox/cloud/record";
import { testSandbox } from "../support/sandbox";

const ENDPOINT = /VpcEndpoint .* creating/;
const NOTHING = /^dev: 0 created, 0 changed, 0 deleted, \d+ policies, 0 violations$/;
const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";

/** How often a run is killed until it is in the middle of something; mostly once is enough. */
const KILLS = 5;

/** How long a process may live on after its engine was killed, in milliseconds. */
const GRACE = 10_000;

const tracked = () => execFileSync("git", ["status", "--porcelain"], { encoding: "utf8" });
const lastLine = (text: string) => text.trimEnd().split("\n").at(-1) ?? "";

describe("npm run sandbox", () => {
  const sandbox = testSandbox();
  const cloud = join(sandbox.folder, "cloud", "dev");
  const checkpoint = join(sandbox.folder, "state/.pulumi/stacks/nc-platform/dev.json");
  /** Whether the engine was killed between asking for a resource and hearing that it is there. */
  const isPending = () => /"pending_operations": \[\s*\{/.test(readFileSync(checkpoint, "utf8"));
  const locks = join(sandbox.folder, "state/.pulumi/locks/organization/nc-platform/dev");
  after(() => sandbox.remove());

  it("leaves no process behind when it is killed in the middle", async function () {
    const killed = await sandbox.kill(["up", "dev", "--verbose"], ENDPOINT);
    expect(killed.code).to.equal(null);
    if (sandbox.processes() === undefined) {
      console.log("      skipped: there is no /proc here to find its processes in");
      return this.skip();
    }
    for (const start = Date.now(); Date.now() - start < GRACE; await setTimeout(100)) {
      if (sandbox.processes()?.length === 0) return;
    }
    expect(sandbox.processes()).to.deep.equal([]);
  });

  it("goes on where a killed run has stopped, and ends cleanly when interrupted", async () => {
    for (let again = 0; again < KILLS && !isPending(); again += 1) {
      await sandbox.kill(["up", "dev", "--verbose"], /created/);
    }
    const run = await sandbox.kill(["up", "dev", "--verbose"], /created/, "SIGINT");
    expect(run.stderr).to.match(/dev: an earlier run was interrupted at urn:.*: it is done again/);
    expect(run.stdout).to.match(/^ {2}error: interrupted$/m);
    expect(run.code).to.equal(130);
    expect(readdirSync(locks)).to.deep.equal([]);
  });

  it("makes the rest in the next run", async () => {
    const run = await sandbox.run(["up", "dev"]);
    expect(lastLine(run.stdout), run.stdout).to.match(
      /^dev: [1-9]\d* created, 0 changed, 0 deleted, \d+ policies, 0 violations$/,
    );
    expect(run.code).to.equal(0);
  });

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
