import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Environment } from "../../infra/environments";
import { InvalidInput } from "../../infra/problems";
import { run } from "../../tools/children.mjs";
import { Missing, step } from "../../tools/progress.mjs";
import type { Report } from "../report";
import { readArguments, USAGE } from "./arguments";
import { catalogOf } from "./catalog";
import { type Measure, summarize } from "./summary";

/** The program of each measured process. */
const PREVIEW = fileURLToPath(new URL("./preview.ts", import.meta.url));

/** @returns the exit code */
async function main(words: readonly string[]): Promise<number> {
  const given = readArguments(words);
  if (given === undefined) {
    console.log(USAGE);
    return 0;
  }
  const { environment, sizes } = given;
  const folder = mkdtempSync(join(tmpdir(), "nc-bench-"));
  try {
    const measures: Measure[] = [];
    for (const size of sizes) {
      const what = `Previewing ${environment} with ${size} workloads`;
      const usually = `${20 + size} s`;
      measures.push(await step(what, usually, () => measure(environment, size, folder)));
    }
    console.log(summarize(measures));
    return 0;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * Previews `environment` with a catalog of `workloads`, in a sandbox below `folder`.
 *
 * @throws {Missing} with what the preview says, if it fails
 */
async function measure(
  environment: Environment,
  workloads: number,
  folder: string,
): Promise<Measure> {
  const own = join(folder, String(workloads));
  const catalog = join(own, "catalog");
  mkdirSync(catalog, { recursive: true });
  for (const entry of catalogOf(workloads)) {
    const text = `export const workload = ${JSON.stringify(entry, null, 2)};\n`;
    writeFileSync(join(catalog, `${entry.name}.ts`), text);
  }
  const words = ["preview", environment, "--json", "--folder", join(own, "sandbox")];
  const outputs = ["stdout", "stderr"].map((name) => join(own, name)) as [string, string];
  const files = outputs.map((file) => openSync(file, "w")) as [number, number];
  const started = performance.now();
  const code = await run(
    process.execPath,
    ["--import", "tsx", PREVIEW, catalog, ...words],
    { stdio: ["ignore", ...files] },
    "leader",
  );
  const seconds = (performance.now() - started) / 1000;
  for (const file of files) closeSync(file);
  const [stdout, stderr] = outputs.map((file) => readFileSync(file, "utf8")) as [string, string];
  if (!stdout.startsWith("{")) throw new Missing(`the preview ended with ${code}:\n${stderr}`);
  const { ok, environments } = JSON.parse(stdout) as { ok: boolean; environments: Report[] };
  if (!ok || code !== 0) throw new Missing(environments.flatMap(reasonsOf).join("\n"));
  const resources = environments.reduce((sum, { changes }) => sum + changes.create, 0);
  return { workloads, resources, seconds };
}

/** What a preview ends with where it fails, without the plan. */
function reasonsOf({ environment, violations, errors }: Report): string[] {
  return [
    ...violations.map(({ policy, resource, message }) => `${policy}: ${resource}: ${message}`),
    ...errors,
  ].map((each) => `${environment}: ${each}`);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  // A preview that failed, or a wrong command line: the message says it all.
  if (!(error instanceof InvalidInput || error instanceof Missing)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
