import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { capture, onPath } from "../children.mjs";
import { Missing, say, step } from "../progress.mjs";
import { cacheFolder, exclusively } from "./cache.mjs";

/** Files of requirements below `tools/setup/`, each with the hashes of its packages, and what they are for. */
const REQUIREMENTS = {
  tests: "python/requirements.txt",
  wheels: "python/wheel/requirements.txt",
  iac: "python/iac/requirements.txt",
  aws: "python/aws/requirements.txt",
};

/** @typedef {keyof typeof REQUIREMENTS} PythonTools */

/**
 * The path of an executable that Python packages of a file of requirements bring: all of them are
 * installed once, each file checked by its hash.
 *
 * @param {string} name such as `zizmor` or `moto_server`
 * @param {AbortSignal} [signal]
 * @param {PythonTools} [tools]
 * @throws {Missing} if there is no Python, or no such package to be had
 * @returns {Promise<string>}
 */
export async function pythonTool(name, signal, tools = "tests") {
  const requirements = fileURLToPath(new URL(REQUIREMENTS[tools], import.meta.url));
  const folder = environmentFolder(requirements);
  if (!isWhole(folder)) {
    const waiting = (/** @type {number} */ pid) => say(`Waiting for process ${pid}: Python tools`);
    const lock = folder.split("/").at(-1) ?? "python";
    await exclusively(lock, () => install(folder, requirements), { waiting, signal });
  }
  const file = join(folder, "bin", name);
  if (!existsSync(file)) throw new Error(`tools/setup/${REQUIREMENTS[tools]} brings no ${name}`);
  return file;
}

/**
 * Other requirements are another environment.
 *
 * @param {string} requirements
 */
function environmentFolder(requirements) {
  const hash = createHash("sha256").update(readFileSync(requirements)).digest("hex");
  return join(cacheFolder(), `python-${hash.slice(0, 12)}`);
}

/**
 * @param {string} folder
 * @param {string} requirements
 */
async function install(folder, requirements) {
  if (isWhole(folder)) return;
  const python = onPath("python3");
  if (python === undefined) throw new Missing("python3 is missing: expected 3.10 or later");
  // It cannot be made elsewhere and moved: its scripts hold its path. The mark is made last.
  rmSync(folder, { recursive: true, force: true });
  await step("Installing Python packages, once", "1 minute", async () => {
    const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
    try {
      await capture(python, ["-m", "venv", folder]);
      await capture(join(folder, "bin", "python"), [
        ...pip,
        "--require-hashes",
        "--only-binary=:all:",
        "-r",
        requirements,
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
