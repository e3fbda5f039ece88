import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { expect } from "chai";
import { cacheFolder, exclusively, publish } from "../../../tools/setup/cache.mjs";

describe("the cache of tools", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "nc-cache-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("lies where the system keeps a user's caches", () => {
    const home = { HOME: "/home/me" };
    expect(cacheFolder(home, "linux")).to.equal("/home/me/.cache/neurocipher-platform");
    expect(cacheFolder(home, "darwin")).to.equal("/home/me/Library/Caches/neurocipher-platform");
    const moved = { ...home, XDG_CACHE_HOME: "/cache" };
    expect(cacheFolder(moved, "linux")).to.equal("/cache/neurocipher-platform");
  });

  it("holds a tool when it is whole, and nothing of one that failed", async () => {
    const target = join(folder, "tool", "v1", "tool");
    const half = publish(target, async (draft) => {
      writeFileSync(draft, "half");
      throw new Error("no space left");
    });
    expect(await half.catch((error: Error) => error.message)).to.equal("no space left");
    expect(readdirSync(join(folder, "tool", "v1"))).to.deep.equal([]);

    await publish(target, async (draft) => {
      writeFileSync(draft, "whole");
      expect(existsSync(target)).to.equal(false);
    });
    expect(readFileSync(target, "utf8")).to.equal("whole");
    expect(readdirSync(join(folder, "tool", "v1"))).to.deep.equal(["tool"]);
  });

  it("lets one at a time make a tool", async () => {
    const order: string[] = [];
    const work = (name: string) => async () => {
      order.push(`${name} starts`);
      await setTimeout(20);
      order.push(`${name} ends`);
    };
    const waited: number[] = [];
    const waiting = (pid: number) => waited.push(pid);
    await Promise.all(
      ["a", "b"].map((name) => exclusively("tool", work(name), { folder, waiting })),
    );
    const [first, second] = order[0] === "a starts" ? ["a", "b"] : ["b", "a"];
    expect(order).to.deep.equal(
      [first, second].flatMap((name) => [`${name} starts`, `${name} ends`]),
    );
    expect(waited).to.deep.equal([process.pid]);
    expect(readdirSync(join(folder, "locks"))).to.deep.equal([]);
  });

  it("takes over from one that was killed, and lets go when its own work fails", async () => {
    mkdirSync(join(folder, "locks"));
    writeFileSync(join(folder, "locks", "tool"), `${spawnSync("true").pid}`);
    const failing = async () => {
      throw new Error("failed");
    };
    const failure = exclusively("tool", failing, { folder });
    expect(await failure.catch((error: Error) => error.message)).to.equal("failed");
    expect(await exclusively("tool", async () => "done", { folder })).to.equal("done");
  });

  it("stops waiting when it is interrupted", async () => {
    mkdirSync(join(folder, "locks"));
    writeFileSync(join(folder, "locks", "tool"), `${process.pid}`);
    const signal = AbortSignal.timeout(50);
    const waited = exclusively("tool", async () => "done", { folder, signal });
    expect(await waited.catch((error: Error) => error.name)).to.equal("AbortError");
  });
});
