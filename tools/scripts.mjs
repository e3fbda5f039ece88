import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundlePrograms, nodeCommand, SourceError } from "./bundle.mjs";
import { run } from "./children.mjs";
import { Missing, say, step } from "./progress.mjs";
import { buildImageTools } from "./setup/image-tools.mjs";
import { installPackages } from "./setup/packages.mjs";
import { providePulumi } from "./setup/pulumi.mjs";
import { pythonTool } from "./setup/python.mjs";
import { buildSigningTools } from "./setup/signing-tools.mjs";
import { pathWithTerraform } from "./setup/terraform.mjs";
import { LEFT_OUT, mochaWords } from "./tests.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const bin = (/** @type {string} */ name) => join(ROOT, "node_modules", ".bin", name);

/** @typedef {(words: readonly string[], signal: AbortSignal) => Promise<number>} Script */

/** @type {Record<string, Script>} */
const SCRIPTS = {
  preview: (words, signal) => sandbox(["preview", ...words], signal),
  sandbox,
  rehearsal: (words) => withApi("rehearsal", words),
  nc: (words) => withApi("nc", words),
  bench,
  mutate,
  test,
  check,
  "image-tools": imageTools,
  "signing-tools": signingTools,
};

/**
 * Sets up what a script needs, and runs it.
 *
 * @param {string} name
 * @param {readonly string[]} words
 * @returns {Promise<number>} the exit code
 */
export async function script(name, words) {
  const known = SCRIPTS[name];
  if (known === undefined) throw new Error(`script is ${name}: expected one of its own`);
  const controller = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => {
      if (!controller.signal.aborted) say("Interrupted: what is running tidies up first");
      controller.abort();
    });
  }
  try {
    await installPackages(ROOT, controller.signal);
    return await known(words, controller.signal);
  } catch (error) {
    if (controller.signal.aborted) return 130;
    if (!(error instanceof Missing || error instanceof SourceError)) throw error;
    say(error.message);
    if (words.includes("--json")) {
      const report = { ok: false, environments: [], errors: error.message.split("\n") };
      process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    }
    return 1;
  }
}

/** @type {Script} */
async function sandbox(words, signal) {
  const env = { ...process.env, NC_PULUMI: await providePulumi({ signal }) };
  const bundle = await bundlePrograms();
  const [node = "", ...command] = [...nodeCommand(bundle, "main"), ...words];
  return run(node, command, { cwd: ROOT, env: { ...env, NC_BUNDLE: bundle } }, "leader");
}

/**
 * Runs a program that serves the simulated accounts' API.
 *
 * @param {"nc" | "rehearsal"} program
 * @param {readonly string[]} words
 */
async function withApi(program, words) {
  const bundle = await bundlePrograms();
  const [node = "", ...command] = nodeCommand(bundle, program);
  const env = {
    ...process.env,
    // The SDK warns on Node 20, which it still runs on.
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
    // Else the tracer of the functions, which all run in this process, hooks into every promise of it.
    AWS_XRAY_MANUAL_MODE: "true",
    NC_BUNDLE: bundle,
  };
  return run(node, [...command, ...words], { env }, "leader");
}

/** @type {Script} */
async function bench(words, signal) {
  const env = { ...process.env, NC_PULUMI: await providePulumi({ signal }) };
  const main = join(ROOT, "sandbox", "bench", "main.ts");
  return run(process.execPath, ["--import", "tsx", main, ...words], { cwd: ROOT, env });
}

/** @type {Script} */
function mutate(words) {
  const main = join(ROOT, "tools", "mutate", "main.ts");
  return run(process.execPath, ["--import", "tsx", main, ...words], { cwd: ROOT });
}

/** @type {Script} */
async function test(words, signal) {
  const quick = words.includes("--quick");
  const needsTerraform = words.length === 0 || words.some((word) => word.includes("terraform"));
  const env = {
    ...process.env,
    NC_PULUMI: await providePulumi({ signal }),
    ...(needsTerraform && { PATH: await pathWithTerraform(signal) }),
  };
  if (!quick) {
    // Without Python its tests are shown as skipped, with the reason; all others run.
    await pythonTool("zizmor", signal).catch((error) => {
      if (!(error instanceof Missing)) throw error;
      say(error.message);
    });
  }
  if (words.length === 0) say("Testing (usually 40 minutes on 2 cores; a line for each test)");
  const mocha = join(ROOT, "node_modules", "mocha", "bin", "mocha.js");
  const command = ["--import", "tsx", mocha, ...mochaWords(words, ROOT)];
  const code = await run(process.execPath, command, { cwd: ROOT, env });
  if (quick) say(`Left out, as --quick says: what starts ${LEFT_OUT}. npm test runs all.`);
  return code;
}

/** @type {Script} */
async function signingTools(_words, signal) {
  await buildSigningTools(signal);
  return 0;
}

/** @type {Script} */
async function imageTools(_words, signal) {
  await buildImageTools(signal);
  return 0;
}

/** Every check runs, so that one run shows everything that is wrong. */
async function check() {
  const checks = [
    ["biome", "check", "--error-on-warnings", "."],
    ["tsc"],
    ["knip"],
    ["depcruise", "."],
  ];
  const failed = [];
  for (const [name = "", ...words] of checks) {
    const what = `check: ${[name, ...words].join(" ")}`;
    const code = await step(what, "2 to 15 s", () => run(bin(name), words, { cwd: ROOT }));
    if (code !== 0) failed.push(name);
  }
  say(failed.length > 0 ? `check: ${failed.join(", ")} failed` : "check: all is well");
  return failed.length > 0 ? 1 : 0;
}
