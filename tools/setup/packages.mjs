import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../children.mjs";
import { Missing, say, step } from "../progress.mjs";
import { exclusively } from "./cache.mjs";

/**
 * @typedef {object} Installed What a lock file says of one package.
 * @property {string} [version]
 * @property {string} [integrity]
 * @property {boolean} [optional] not there on every platform
 */

/**
 * Installs the packages of `package-lock.json`, unless they are there.
 *
 * @param {string} root
 * @param {AbortSignal} signal
 */
export async function installPackages(root, signal) {
  if (areInstalled(root)) return;
  const name = `packages-${createHash("sha256").update(root).digest("hex").slice(0, 12)}`;
  const waiting = (/** @type {number} */ pid) => say(`Waiting for process ${pid}, which installs`);
  await exclusively(name, () => install(root), { waiting, signal });
}

/** @param {string} root */
async function install(root) {
  if (areInstalled(root)) return;
  await step("Installing the packages: npm ci", "20 s", async () => {
    const code = await run("npm", ["ci", "--no-progress", "--loglevel=warn"], {
      cwd: root,
      stdio: ["ignore", 2, 2],
    });
    if (code !== 0) throw new Missing(`npm ci ended with ${code}: its words are above`);
  });
}

/**
 * Whether `node_modules` holds what the lock file names: npm writes down what it has installed when
 * it is done, so that an installation that was interrupted does not count.
 *
 * @param {string} root
 */
export function areInstalled(root) {
  const file = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(file)) return false;
  const there = packagesIn(file);
  return Object.entries(packagesIn(join(root, "package-lock.json"))).every(([path, wanted]) => {
    const found = there[path];
    if (path === "" || (!found && wanted.optional)) return true;
    return found?.version === wanted.version && found?.integrity === wanted.integrity;
  });
}

/**
 * @param {string} file
 * @returns {Record<string, Installed>}
 */
function packagesIn(file) {
  return JSON.parse(readFileSync(file, "utf8")).packages ?? {};
}
