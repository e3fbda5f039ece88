import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { InvalidInput } from "../../infra/problems";
import { loadCatalog } from "../../stacks/load-catalog";
import { Missing, say } from "../../tools/progress.mjs";
import { openProject } from "../project";
import type { Replacements } from "../start";
import { usableSigningTools } from "../supply-chain/workshop";
import { applyMissing } from "./apply";
import { type RehearsalArguments, readArguments, USAGE } from "./arguments";
import { rehearse } from "./rehearse";
import { SCENARIOS } from "./scenarios";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/**
 * Runs the rehearsal's command line.
 *
 * @returns the exit code
 */
export async function startRehearsal(
  words: readonly string[],
  replacements: Pick<Replacements, "catalog" | "project"> = {},
): Promise<number> {
  try {
    const given = readArguments(words);
    if (given) return await run(given, replacements);
    process.stdout.write(`${USAGE}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof InvalidInput || error instanceof Missing)) throw error;
    say(error.message);
    if (words.includes("--json")) {
      const report = { ok: false, steps: [], errors: error.message.split("\n") };
      process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    }
    return 1;
  }
}

async function run(
  { json, folder = resolve(ROOT, ".sandbox") }: RehearsalArguments,
  { catalog, project = ROOT }: Pick<Replacements, "catalog" | "project">,
): Promise<number> {
  const { settings } = openProject(project);
  const workloads = await loadCatalog(catalog);
  const all = { dev: settings("dev"), stg: settings("stg"), prod: settings("prod") };
  const standing = await applyMissing(folder);
  const hint = () => {
    if (standing.length === 0) return;
    const ups = standing.map((each) => `npm run sandbox -- up ${each}`).join(", ");
    say(`Accounts were taken as they stood. What brings them to the program as it is now: ${ups}`);
  };
  const usable = await usableSigningTools();
  const started = performance.now();
  const report = await rehearse({
    folder,
    catalog: workloads,
    settings: all,
    project: pathToFileURL(join(project, "/")),
    scenarios: SCENARIOS,
    tools: usable.tools,
    write: (line) => (json ? process.stderr : process.stdout).write(`${line}\n`),
  }).catch((error: unknown) => {
    hint();
    throw error;
  });
  if (json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  const seconds = Math.round((performance.now() - started) / 1000);
  const failed = report.steps.filter(({ ok }) => !ok).length;
  say(`\n${report.steps.length} steps, ${failed} not as they should be, in ${seconds} s`);
  say(
    usable.tools === undefined
      ? `All is signed by keys of the simulated GitHub, and copied without oras: ${usable.why}`
      : "Releases on their way from tag to prod are signed with cosign and described with syft, and their images copied with oras; " +
          "all others are signed by keys of the simulated GitHub.",
  );
  say(
    `By hand, against the accounts as they are now: npx nc --sandbox --folder ${report.kept} <verb>`,
  );
  if (!report.ok) hint();
  return report.ok ? 0 : 1;
}
