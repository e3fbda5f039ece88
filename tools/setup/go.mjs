import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { capture, onPath } from "../children.mjs";
import { Missing, say, step } from "../progress.mjs";
import { cacheFolder, exclusively, publish } from "./cache.mjs";

const TOOLS = fileURLToPath(new URL(".", import.meta.url));

/**
 * @typedef {object} Build How a tool is built.
 * @property {string} [usually] how long it takes
 * @property {(version: string) => string} [ldflags] what the linker writes into it
 * @property {AbortSignal} [signal]
 */

/**
 * The path of a tool that is built with Go, once, from `tools/setup/<name>/go.mod`; `go.sum` beside it
 * holds what every module's content must be.
 *
 * @param {string} name the folder's, and the executable's
 * @param {Build} [build]
 * @throws {Missing} if there is no Go
 * @returns {Promise<string>}
 */
export async function goTool(name, { usually = "1 minute", ldflags, signal } = {}) {
  const { main, version } = manifestOf(name);
  const target = goToolPath(name);
  const make = async () => {
    if (existsSync(target)) return;
    if (onPath("go") === undefined)
      throw new Missing(`go is missing: expected it, to build ${name}`);
    await step(`Building ${name} ${version} with Go, once`, usually, () =>
      publish(target, async (draft) => {
        const flags = ["-ldflags", `-s -w ${ldflags?.(version) ?? ""}`.trim()];
        await capture("go", ["build", ...flags, "-o", draft, main], { cwd: join(TOOLS, name) });
      }),
    );
  };
  if (!existsSync(target)) {
    const waiting = (/** @type {number} */ pid) => say(`Waiting for process ${pid}: ${name}`);
    await exclusively(`${name}-${version}`, make, { waiting, signal });
  }
  return target;
}

/**
 * Where the tool is, or will be, in the user's cache folder.
 *
 * @param {string} name
 */
export function goToolPath(name) {
  return join(cacheFolder(), name, manifestOf(name).version, name);
}

/**
 * What `tools.go` imports is the tool; its version is that of its module in `go.mod`.
 *
 * @param {string} name
 */
function manifestOf(name) {
  const read = (/** @type {string} */ file) => readFileSync(join(TOOLS, name, file), "utf8");
  const main = /^\s*(?:import )?_ "(.+)"/m.exec(read("tools.go"))?.[1];
  if (main === undefined) throw new Error(`tools/setup/${name}/tools.go imports no tool`);
  const required = [...read("go.mod").matchAll(/^(?:require )?\s*(\S+) (v\S+)$/gm)];
  const owner = required.find(([, module]) => main === module || main.startsWith(`${module}/`));
  const version = owner?.[2];
  if (version === undefined)
    throw new Error(`tools/setup/${name}/go.mod requires no module of ${main}`);
  return { main, version };
}
