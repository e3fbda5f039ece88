import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InvalidInput } from "../../infra/problems";
import { Missing, step } from "../progress.mjs";
import { readArguments, USAGE } from "./arguments";
import { measure } from "./measure";
import { type Measure, summarize } from "./summary";

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

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  // A preview that failed, or a wrong command line: the message says it all.
  if (!(error instanceof InvalidInput || error instanceof Missing)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
