import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";

const NAME = "neurocipher-platform";
const INTERVAL = 200;

/** Where tools that are made once and used by every checkout lie: the user's cache folder. */
export function cacheFolder(env = process.env, platform = process.platform) {
  const home = env.HOME || homedir();
  const fallback = platform === "darwin" ? join(home, "Library", "Caches") : join(home, ".cache");
  return join(env.XDG_CACHE_HOME || fallback, NAME);
}

/**
 * Makes `target` by `make`, which is given a name beside it to write to. An interruption leaves
 * nothing at `target`, and two that make it at once put the same thing there.
 *
 * @param {string} target
 * @param {(draft: string) => Promise<void>} make
 */
export async function publish(target, make) {
  mkdirSync(dirname(target), { recursive: true });
  const draft = `${target}.${process.pid}-${randomBytes(4).toString("hex")}`;
  try {
    await make(draft);
    renameSync(draft, target);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/**
 * Runs `work` while no other process does so under the same `name`; waits for one that does, and
 * takes over from one that was killed.
 *
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @param {{ folder?: string, waiting?: (pid: number) => void, signal?: AbortSignal }} [options]
 * @returns {Promise<T>}
 */
export async function exclusively(name, work, { folder = cacheFolder(), waiting, signal } = {}) {
  const lock = join(folder, "locks", name);
  mkdirSync(dirname(lock), { recursive: true });
  for (let announced = false; !take(lock); ) {
    const holder = holderOf(lock);
    if (holder !== undefined && !isAlive(holder)) {
      evict(lock, holder);
      continue;
    }
    if (!announced && holder !== undefined) waiting?.(holder);
    announced ||= holder !== undefined;
    await setTimeout(INTERVAL, undefined, { signal });
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** @param {string} lock */
function take(lock) {
  // Linked, not opened: whoever sees the lock sees the holder's id in it.
  const draft = `${lock}.${process.pid}`;
  writeFileSync(draft, `${process.pid}`);
  try {
    linkSync(draft, lock);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/**
 * Takes a dead holder's lock away; one that another process has taken meanwhile is put back.
 *
 * @param {string} lock
 * @param {number} holder
 */
function evict(lock, holder) {
  const aside = `${lock}.${process.pid}.dead`;
  try {
    renameSync(lock, aside);
    if (holderOf(aside) !== holder) linkSync(aside, lock);
  } catch (error) {
    if (!["ENOENT", "EEXIST"].includes(String(codeOf(error)))) throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

/** @param {string} lock */
function holderOf(lock) {
  try {
    return Number(readFileSync(lock, "utf8"));
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}

/** @param {unknown} error */
function codeOf(error) {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
