import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
} from "node:fs";
import { extname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { publish } from "./setup/cache.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** The programs that a run of the sandbox starts, by the name of their bundle. */
const PROGRAMS = {
  main: "sandbox/main.ts",
  provider: "sandbox/provider/main.ts",
  "policy-pack": "sandbox/policy-pack.ts",
  rehearsal: "sandbox/rehearsal/main.ts",
  nc: "sandbox/nc/main.ts",
};

/** Whatever a bundle is made of: these folders' files, and these files. */
const FOLDERS = [
  "components",
  "delivery",
  "functions",
  "infra",
  "policies",
  "sandbox",
  "stacks",
  "tools",
];
const FILES = ["package-lock.json", "tsconfig.json"];
const SOURCE = new Set([".ts", ".mjs", ".js", ".json"]);

/** A mistake in a source, such as a catalog's file that is no TypeScript: a line for each. */
export class SourceError extends Error {
  /** @override */
  name = "SourceError";
}

/** How long a bundle is kept that no run uses, in milliseconds: 7 days. */
const UNUSED = 7 * 24 * 60 * 60 * 1000;

/**
 * Bundles the sandbox's programs, each with all of the project's own code that it imports, so that
 * a process reads a few files of JavaScript and not hundreds of TypeScript. Packages stay where they
 * are. The bundle of sources that were bundled before is taken from `node_modules/.cache`.
 *
 * @throws {SourceError} if a source cannot be parsed
 * @returns {Promise<string>} the folder that holds a `.mjs` of each program
 */
export async function bundlePrograms(root = ROOT) {
  const bundles = join(root, "node_modules", ".cache", "bundles");
  const target = join(bundles, contentHash(root));
  if (!existsSync(target)) {
    await publish(target, (draft) => build(root, draft)).catch((error) => {
      // Another process has published the same bundle meanwhile.
      if (!existsSync(target)) throw error;
    });
  }
  const now = new Date();
  utimesSync(target, now, now);
  removeUnused(bundles, now);
  return target;
}

/**
 * The command that runs one program of `bundle`. Its memory for new objects is larger than Node's
 * own, as a run makes many short-lived ones: collecting them took a tenth of its time.
 *
 * @param {string} bundle the folder that {@link bundlePrograms} returned
 * @param {keyof typeof PROGRAMS} program
 */
export function nodeCommand(bundle, program) {
  const flags = ["--min-semi-space-size=64", "--max-semi-space-size=128"];
  return [process.execPath, ...flags, join(bundle, `${program}.mjs`)];
}

/**
 * A hash of the path and the content of every file that may be in a bundle.
 *
 * @param {string} root
 */
function contentHash(root) {
  const sources = FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => SOURCE.has(extname(file)))
      .map((file) => join(folder, file)),
  );
  const hash = createHash("sha256").update(root);
  for (const file of [...sources, ...FILES].sort()) {
    const content = readFileSync(join(root, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex").slice(0, 20);
}

/**
 * @param {string} root
 * @param {string} outdir
 */
async function build(root, outdir) {
  mkdirSync(outdir, { recursive: true });
  const { build: bundle } = await import("esbuild");
  await bundle({
    absWorkingDir: root,
    entryPoints: PROGRAMS,
    outdir,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    packages: "external",
    format: "esm",
    platform: "node",
    target: "node20.19",
    sourcemap: "linked",
    sourcesContent: false,
    logLevel: "silent",
    plugins: [ownUrl(), requiredSdk(root)],
  }).catch((/** @type {import("esbuild").BuildFailure} */ { errors }) => {
    const place = (/** @type {import("esbuild").Location | null} */ at) =>
      at ? `${at.file}:${at.line}: ` : "";
    // What is wrong with the machine, such as a full disk, is wrong for each file: one line is enough.
    const inSources = errors.filter(({ location }) => location !== null);
    const shown = inSources.length > 0 ? inSources : errors.slice(0, 1);
    throw new SourceError(shown.map(({ location, text }) => place(location) + text).join("\n"));
  });
}

/**
 * A file that is bundled keeps its own URL: the files beside it are found as if it were not.
 *
 * @param {Readonly<Record<string, string>>} texts what files hold in place of what is on disk, by path
 * @returns {import("esbuild").Plugin}
 */
export function ownUrl(texts = {}) {
  return {
    name: "own-url",
    setup({ onLoad }) {
      onLoad({ filter: /\.(ts|mjs)$/ }, ({ path }) => ({
        contents: (texts[path] ?? readFileSync(path, "utf8")).replaceAll(
          /\bimport\.meta\.url\b/g,
          JSON.stringify(pathToFileURL(path).href),
        ),
        loader: path.endsWith(".ts") ? "ts" : "js",
      }));
    },
  };
}

/**
 * Pulumi's SDKs are required, not imported: their properties load one class each, and an import reads
 * every property.
 *
 * @param {string} root
 * @returns {import("esbuild").Plugin}
 */
export function requiredSdk(root) {
  const own = JSON.stringify(join(root, "package.json"));
  return {
    name: "required-sdk",
    setup({ onLoad, onResolve }) {
      onResolve({ filter: /^@pulumi\// }, ({ path }) =>
        path.endsWith(".json") ? undefined : { path, namespace: "required" },
      );
      onLoad({ filter: /.*/, namespace: "required" }, ({ path }) => ({
        contents:
          'import { createRequire } from "node:module";\n' +
          `export = createRequire(${own})(${JSON.stringify(path)});`,
        loader: "ts",
        resolveDir: root,
      }));
    },
  };
}

/**
 * @param {string} bundles
 * @param {Date} now
 */
function removeUnused(bundles, now) {
  for (const name of readdirSync(bundles)) {
    const folder = join(bundles, name);
    const age = now.getTime() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0);
    if (age > UNUSED) rmSync(folder, { recursive: true, force: true });
  }
}
