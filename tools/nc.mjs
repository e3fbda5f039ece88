#!/usr/bin/env node
// The command `nc`. It is bundled on its first run and after each change of its sources.
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { bundleNc, ncBundle, ncHelp } from "./nc-bundle.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

const [first, ...words] = process.argv.slice(2);
if (first === "--sandbox") {
  // A program of its own: the bundle of `nc` has nothing of the sandbox.
  const { script } = await import("./scripts.mjs");
  process.exitCode = await script("nc", words);
} else if (first === undefined || (first === "--help" && words.length === 0)) {
  const file = ncHelp(ROOT);
  if (!existsSync(file)) await keepHelp(file);
  process.stdout.write(readFileSync(file));
} else {
  await import(pathToFileURL(await bundled()).href);
}

/**
 * Writes down what the bundle says when it is asked nothing.
 *
 * @param {string} file
 */
async function keepHelp(file) {
  const { execFileSync } = await import("node:child_process");
  const { writeFileSync } = await import("node:fs");
  const { publish } = await import("./setup/cache.mjs");
  const help = execFileSync(process.execPath, [await bundled()]);
  await publish(file, async (draft) => writeFileSync(draft, help));
}

/** The bundle of `nc`, which is made first where it is not there. */
async function bundled() {
  const file = ncBundle(ROOT);
  if (existsSync(file)) return file;
  const { versionProblem } = await import("./setup/node-version.mjs");
  const wrong = versionProblem(process.versions.node);
  if (wrong) {
    console.error(wrong);
    process.exit(1);
  }
  const { installPackages } = await import("./setup/packages.mjs");
  await installPackages(ROOT, new AbortController().signal);
  await bundleNc(ROOT, file);
  return file;
}
