import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/**
 * How esbuild makes a module for Node of sources and their packages.
 *
 * @type {import("esbuild").BuildOptions}
 */
export const NODE_MODULE = {
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20.19",
  // A package's modules, where it has any: what of them is not used is left out.
  mainFields: ["module", "main"],
  // Packages that are CommonJS inside require Node's own modules.
  banner: {
    js: 'import{createRequire as ncRequire}from"node:module";const require=ncRequire(import.meta.url);',
  },
  logLevel: "error",
};

/** Folder of what is made of the sources. */
const CACHE = "node_modules/.cache/nc";

/** Whatever the bundle is made of: these folders' files, and these files. */
const FOLDERS = ["delivery", "infra"];
const FILES = ["package-lock.json", "tools/nc-bundle.mjs"];

/** Whatever the help of all verbs is made of. */
export const HELP_FILES = [
  "delivery/nc.ts",
  "delivery/cli/overview.ts",
  "delivery/commands/index.ts",
];

/**
 * Where the bundle of `nc` for the sources as they are now lies.
 *
 * @param {string} root
 */
export function ncBundle(root) {
  const files = [...FILES, ...FOLDERS.flatMap((folder) => filesIn(root, folder))];
  return join(root, CACHE, stateOf(root, files), "main.mjs");
}

/**
 * Where the help of all verbs, as the sources are now, is kept as text: to look at every source of the bundle would
 * take longer than to show it.
 *
 * @param {string} root
 */
export function ncHelp(root) {
  return join(root, CACHE, `${stateOf(root, HELP_FILES)}.txt`);
}

/**
 * The files by their paths, sizes and times of change, which is a matter of milliseconds; their contents would take
 * longer than `nc --help`.
 *
 * @param {string} root
 * @param {readonly string[]} files
 */
function stateOf(root, files) {
  let state = process.version;
  for (const file of files) {
    const { mtimeMs, size } = statSync(`${root}/${file}`);
    state += `\0${file}\0${mtimeMs}\0${size}`;
  }
  return createHash("sha256").update(state).digest("hex").slice(0, 20);
}

/**
 * Makes that bundle: everything that `nc` needs, in one folder, of which a verb loads its own part.
 *
 * @param {string} root
 * @param {string} file as {@link ncBundle} gave it
 */
export async function bundleNc(root, file) {
  const folder = join(file, "..");
  // Loaded where a bundle is made: `nc --help` has milliseconds.
  const { build } = await import("esbuild");
  const { publish } = await import("./setup/cache.mjs");
  await publish(folder, async (outdir) => {
    mkdirSync(outdir, { recursive: true });
    await build({
      absWorkingDir: root,
      entryPoints: { main: "delivery/nc.ts" },
      outdir,
      outExtension: { ".js": ".mjs" },
      ...NODE_MODULE,
      splitting: true,
      // Their WebAssembly, their executable and their workers lie beside their own code.
      external: ["autocannon", "esbuild", "libpg-query"],
    });
  }).catch((error) => {
    // Another process has published the same bundle meanwhile.
    if (!existsSync(file)) throw error;
  });
}

/**
 * @param {string} root
 * @param {string} folder
 * @returns {string[]}
 */
function filesIn(root, folder) {
  return readdirSync(`${root}/${folder}`, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesIn(root, path) : [path];
  });
}
