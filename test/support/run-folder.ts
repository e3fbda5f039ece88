import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The variable through which the processes of a run know its folder. */
const VARIABLE = "NC_TEST_RUN";

/** The folder that all processes of a test run share: it is removed when the run ends. */
export function runFolder(): string {
  const folder = process.env[VARIABLE];
  if (folder === undefined) throw new Error(`${VARIABLE} is missing: expected mocha to set it`);
  return folder;
}

/** Mocha calls it once, before it starts the processes that run the tests. */
export function mochaGlobalSetup(): void {
  process.env[VARIABLE] = mkdtempSync(join(tmpdir(), "nc-test-run-"));
}

/** Mocha calls it once, at the end. */
export function mochaGlobalTeardown(): void {
  rmSync(runFolder(), { recursive: true, force: true });
}
