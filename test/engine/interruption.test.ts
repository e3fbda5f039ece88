import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { expect } from "chai";
import { MAIN, testSandbox } from "../support/sandbox";

const ENDPOINT = /VpcEndpoint .* creating/;

/** How often a run is killed until it is in the middle of something; mostly once is enough. */
const KILLS = 5;

/** How long a process may live on after its engine was killed, in milliseconds. */
const GRACE = 100_000;

describe("npm run sandbox, when it is killed or interrupted", () => {
  const sandbox = testSandbox();
  const checkpoint = join(sandbox.folder, "state/.pulumi/stacks/nc-platform/dev.json");
  /** Whether the engine was killed between asking for a resource and hearing that it is there. */
  const isPending = () => /"pending_operations": \[\s*\{/.test(readFileSync(checkpoint, "utf8"));
  const locks = join(sandbox.folder, "state/.pulumi/locks/organization/nc-platform/dev");
  // An environment without workloads is interrupted as any other, and is there sooner.
  const empty = { NC_CATALOG: join(sandbox.folder, "empty-catalog") };
  before(() => mkdirSync(empty.NC_CATALOG));
  after(() => sandbox.remove());

  const kill = (when: RegExp, signal?: NodeJS.Signals) =>
    sandbox.kill(["up", "dev", "--verbose"], when, signal, empty);

  it("leaves no process behind when it is killed in the middle", async function () {
    const killed = await kill(ENDPOINT);
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
    for (let again = 0; again < KILLS && !isPending(); again += 1) await kill(/created/);
    const run = await kill(/created/, "SIGINT");
    expect(run.stderr).to.match(/dev: an earlier run was interrupted at urn:.*: it is done again/);
    expect(run.stdout).to.match(/^ {2}error: interrupted$/m);
    expect(run.code, run.stderr).to.equal(130);
    expect(readdirSync(locks)).to.deep.equal([]);
  });

  it("makes the rest in the next run, also where the engine was killed while it wrote", async () => {
    writeFileSync(`${checkpoint}.attrs`, "");
    const run = await sandbox.run(["up", "dev"], MAIN, empty);
    expect(run.stdout.trimEnd().split("\n").at(-1), run.stderr).to.match(
      /^dev: [1-9]\d* created, 0 changed, 0 deleted, \d+ policies, 0 violations$/,
    );
    expect(run.code).to.equal(0);
  });
});
