#!/usr/bin/env node
// The command `nc`. It is bundled on its first run and after each change of its sources.
import { existsSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { bundleNc, ncBundle } from "./nc-bundle.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

const [first, ...words] = process.argv.slice(2);
if (first === "--sandbox") {
  // A program of its own: the bundle of `nc` has nothing of the sandbox.
  const { script } = await import("./scripts.mjs");
  process.exitCode = await script("nc", words);
} else {
  await import(pathToFileURL(await bundled()).href);
}

/** The bundle of `nc`, which is made first where it is not there. */
async function bundled() {
  const file = ncBundle(ROOT);
  if (existsSync(file)) return file;
  const { versionProblem } = await import("./node-version.mjs");
  const wrong = versionProblem(process.versions.node);
  if (wrong) {
    console.error(wrong);
    process.exit(1);
  }
  const { installPackages } = await import("./packages.mjs");
  await installPackages(ROOT, new AbortController().signal);
  await bundleNc(ROOT, file);
  return file;
}
