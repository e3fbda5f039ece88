import { spawn, spawnSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { foldersOf } from "../../sandbox/folders";
import { freeLock, removeHalfWritten } from "../../sandbox/state";

describe("the lock of an environment", () => {
  const folder = mkdtempSync(join(tmpdir(), "nc-state-"));
  const folders = foldersOf(folder);
  const locks = join(folders.state, ".pulumi/locks/organization/nc-platform/dev");
  const said: string[] = [];
  const waiting = {
    folders,
    project: { name: "nc-platform" },
    environment: "dev" as const,
    say: (sentence: string) => said.push(sentence),
  };
  const lock = (text: string) => {
    for (const end of ["", ".attrs"]) writeFileSync(join(locks, `one.json${end}`), text);
  };
  const heldBy = (pid: number | undefined, host = hostname()) =>
    lock(JSON.stringify({ pid, hostname: host }));

  before(() => mkdirSync(locks, { recursive: true }));
  after(() => rmSync(folder, { recursive: true }));

  it("is cleared where its process is dead", async () => {
    heldBy(spawnSync("true").pid);
    await freeLock(waiting, 0);
    expect(readdirSync(locks)).to.deep.equal([]);
  });

  it("is cleared where its process is on another host", async () => {
    heldBy(process.pid, "elsewhere");
    await freeLock(waiting, 0);
    expect(readdirSync(locks)).to.deep.equal([]);
  });

  it("is cleared where its process is another program by now", async function () {
    if (!existsSync("/proc/self/comm")) {
      console.log("      skipped: there is no /proc here that names a process's program");
      return this.skip();
    }
    heldBy(process.pid);
    await freeLock(waiting, 0);
    expect(readdirSync(locks)).to.deep.equal([]);
  });

  it("is cleared where it was half-written", async () => {
    lock('{"pid":');
    await freeLock(waiting, 0);
    expect(readdirSync(locks)).to.deep.equal([]);
  });

  it("is waited for while its process lives, with a word, and not for ever", async () => {
    const pulumi = join(folder, "pulumi");
    copyFileSync(process.execPath, pulumi);
    const holder = spawn(pulumi, ["-e", "setInterval(() => {}, 1000)"]);
    try {
      await new Promise((resolve) => holder.once("spawn", resolve));
      heldBy(holder.pid);
      const failure = await freeLock(waiting, 300).catch((error: Error) => error.message);
      expect(failure).to.equal(
        `dev:\n  lock is held by process ${holder.pid}: expected that run to end`,
      );
      expect(said).to.deep.equal([
        `dev: waiting for process ${holder.pid}, which is at work on it`,
      ]);
    } finally {
      holder.kill();
    }
  });
});

describe("what a killed engine had not written to its end", () => {
  const folder = mkdtempSync(join(tmpdir(), "nc-state-"));
  const folders = foldersOf(folder);
  const stacks = join(folders.state, ".pulumi/stacks/nc-platform");
  after(() => rmSync(folder, { recursive: true }));

  it("is nothing before the first run", () => {
    expect(() => removeHalfWritten(folders)).not.to.throw();
  });

  it("is removed, and only that", () => {
    mkdirSync(stacks, { recursive: true });
    const files = { "dev.json": "{", "dev.json.attrs": "", "prod.json.attrs": '{"user.md5":"' };
    const whole = { "stg.json.attrs": '{"user.md5":"AA=="}' };
    for (const [name, text] of Object.entries({ ...files, ...whole })) {
      writeFileSync(join(stacks, name), text);
    }
    removeHalfWritten(folders);
    expect(readdirSync(stacks).toSorted()).to.deep.equal(["dev.json", "stg.json.attrs"]);
  });
});
