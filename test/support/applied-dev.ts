import { cpSync, existsSync, renameSync } from "node:fs";
import { join } from "node:path";
import type { Environment } from "../../infra/environments";
import { exclusively } from "../../tools/setup/cache.mjs";
import { runFolder } from "./run-folder";
import { type TestSandbox, testSandbox } from "./sandbox";

/** What there is of an environment once it was applied: its state, account and settings, and plugins. */
const PARTS = ["state", "cloud", "work", "home"];

/**
 * Puts dev into an empty sandbox as `up` leaves it, with one workload of each kind. A run of the
 * tests applies it once, in whichever process asks first; every caller has a copy, which it may
 * change as it likes. Use it wherever a test begins with an environment that is there:
 *
 *     const sandbox = testSandbox();
 *     before(() => copyAppliedDev(sandbox));
 *     after(() => sandbox.remove());
 *
 * `openCloud(foldersOf(sandbox.folder).cloud("dev"))` is the account, as the sandbox has recorded it.
 */
export function copyAppliedDev(sandbox: TestSandbox): Promise<void> {
  return copyApplied(sandbox, "dev");
}

/** The same for any environment: several of them can be put into one sandbox, one after the other. */
export async function copyApplied(
  { folder }: TestSandbox,
  environment: Environment,
): Promise<void> {
  const name = `applied-${environment}`;
  const shared = join(runFolder(), name);
  await exclusively(name, () => apply(environment, shared), { folder: runFolder() });
  for (const part of PARTS) cpSync(join(shared, part), join(folder, part), { recursive: true });
}

/** Applies an environment, if that was not done in this run of the tests. */
async function apply(environment: Environment, shared: string): Promise<void> {
  if (existsSync(shared)) return;
  const sandbox = testSandbox();
  const { code, stdout, stderr } = await sandbox.run(["up", environment]);
  if (code === 0) return renameSync(sandbox.folder, shared);
  sandbox.remove();
  throw new Error(`${environment} was not applied:\n${stdout}${stderr}`);
}
