import { dirname, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { PulumiFn } from "@pulumi/pulumi/automation/index.js";
import { InvalidInput } from "../infra/problems";
import { bundlePrograms, SourceError } from "../tools/bundle.mjs";
import { findPulumi } from "../tools/setup/pulumi.mjs";
import { type Arguments, readArguments, USAGE } from "./arguments";
import type { GitHubAccess } from "./engine";
import { applyEnvironment, cleanVariables } from "./environment";
import { foldersOf } from "./folders";

/** What a machine has run out of, or does not let this user do. */
const FILE_SYSTEM_ERRORS = ["ENOSPC", "EDQUOT", "EROFS", "EACCES", "EPERM", "ENOTDIR"];

const ROOT = fileURLToPath(new URL("../", import.meta.url));

/** What a test or a benchmark puts in the place of the real one. */
export interface Replacements {
  /** Folder of Pulumi.yaml and its stacks' settings. */
  readonly project?: string;
  /** Folder of the policy pack. */
  readonly pack?: string;
  /** Folder of the catalog. */
  readonly catalog?: URL;
  /** Account of the simulated credentials: 12 digits. */
  readonly account?: string;
  /** A simulated GitHub that is up. @default - none, and no deployment rule can be made */
  readonly gitHub?: GitHubAccess;
  /** Loads the program; it is called once the environment is clean. */
  readonly program?: () => Promise<PulumiFn>;
}

/**
 * Runs the sandbox's command line in this process, whose environment it replaces: what has read a
 * variable before, has read the user's own. So nothing of Pulumi is loaded before.
 *
 * @returns the exit code
 */
export async function start(words: readonly string[], replacements: Replacements = {}) {
  const controller = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => controller.abort());
  }
  // A reader that has seen enough, such as `head`, is no error.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  try {
    const given = readArguments(words);
    if (given === undefined) {
      process.stdout.write(`${USAGE}\n`);
      return 0;
    }
    return await run(given, replacements, controller.signal);
  } catch (error) {
    const errors = mistakesIn(error);
    if (errors === undefined) throw error;
    process.stderr.write(`${(error as Error).message}\n`);
    if (words.includes("--json")) {
      const report = { ok: false, environments: [], errors };
      process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    }
    return 1;
  }
}

/** The mistakes of a user, or of the machine, that `error` reports; nothing if it is a defect of ours. */
function mistakesIn(error: unknown): readonly string[] | undefined {
  if (error instanceof InvalidInput) return error.problems;
  if (!(error instanceof Error)) return undefined;
  const { code } = error as NodeJS.ErrnoException;
  const isMistake = error instanceof SourceError || FILE_SYSTEM_ERRORS.includes(code ?? "");
  return isMistake ? error.message.split("\n") : undefined;
}

async function run(given: Arguments, replacements: Replacements, signal: AbortSignal) {
  const folders = foldersOf(given.folder ?? resolve(ROOT, ".sandbox"));
  const cli = process.env.NC_PULUMI ?? (await findPulumi());
  if (cli === undefined) {
    throw new InvalidInput("pulumi", ["CLI is missing: expected `npm run preview` to get it"]);
  }
  const bundle = process.env.NC_BUNDLE ?? (await bundlePrograms());
  process.stderr.write("Loading the program (usually takes 3 s)\n");
  applyEnvironment(cleanVariables(process.env, folders, dirname(cli)));

  // What reads a variable, or loads what does, comes now.
  const { runAll } = await import("./run-all");
  const { catalog, gitHub } = replacements;
  const project = replacements.project ?? ROOT;
  const real = async () => {
    const { program } = await import("../stacks/program");
    return () => program({ catalog, project: pathToFileURL(`${project}/`) });
  };
  return runAll({
    given,
    folders,
    signal,
    bundle,
    project,
    pack: replacements.pack ?? resolve(ROOT, "policies"),
    ...(replacements.account === undefined ? {} : { account: replacements.account }),
    ...(catalog === undefined ? {} : { catalog }),
    ...(gitHub === undefined ? {} : { gitHub }),
    program: replacements.program ?? real,
  });
}
