import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { cacheFolder, exclusively } from "./cache.mjs";
import { capture, onPath } from "./children.mjs";
import { Missing, say, step } from "./progress.mjs";

const REQUIREMENTS = fileURLToPath(new URL("python/requirements.txt", import.meta.url));

/**
 * The path of an executable that a Python package of `tools/python/requirements.txt` brings: all of
 * them are installed once, each file checked by its hash.
 *
 * @param {string} name such as `zizmor` or `moto_server`
 * @param {AbortSignal} [signal]
 * @throws {Missing} if there is no Python, or no such package to be had
 * @returns {Promise<string>}
 */
export async function pythonTool(name, signal) {
  const folder = environmentFolder();
  if (!isWhole(folder)) {
    const waiting = (/** @type {number} */ pid) => say(`Waiting for process ${pid}: Python tools`);
    const lock = folder.split("/").at(-1) ?? "python";
    await exclusively(lock, () => install(folder), { waiting, signal });
  }
  const file = join(folder, "bin", name);
  if (!existsSync(file)) throw new Error(`tools/python/requirements.txt brings no ${name}`);
  return file;
}

/** Another file of requirements is another environment. */
function environmentFolder() {
  const hash = createHash("sha256").update(readFileSync(REQUIREMENTS)).digest("hex");
  return join(cacheFolder(), `python-${hash.slice(0, 12)}`);
}

/** @param {string} folder */
async function install(folder) {
  if (isWhole(folder)) return;
  const python = onPath("python3");
  if (python === undefined) throw new Missing("python3 is missing: expected 3.10 or later");
  // It cannot be made elsewhere and moved: its scripts hold its path. The mark is made last.
  rmSync(folder, { recursive: true, force: true });
  await step("Installing the Python tools, once", "1 minute", async () => {
    const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
    try {
      await capture(python, ["-m", "venv", folder]);
      await capture(join(folder, "bin", "python"), [
        ...pip,
        "--require-hashes",
        "--only-binary=:all:",
        "-r",
        REQUIREMENTS,
      ]);
    } catch (error) {
      throw new Missing(`Python tools: ${error instanceof Error ? error.message : error}`);
    }
    writeFileSync(markOf(folder), "");
  });
}

/** @param {string} folder */
function isWhole(folder) {
  return existsSync(markOf(folder));
}

/** @param {string} folder */
function markOf(folder) {
  return join(folder, ".whole");
}
