import { cpSync, existsSync, renameSync } from "node:fs";
import { join } from "node:path";
import { exclusively } from "../../tools/cache.mjs";
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
export async function copyAppliedDev({ folder }: TestSandbox): Promise<void> {
  const shared = join(runFolder(), "applied-dev");
  await exclusively("applied-dev", () => applyDev(shared), { folder: runFolder() });
  for (const part of PARTS) cpSync(join(shared, part), join(folder, part), { recursive: true });
}

/** Applies dev, if that was not done in this run of the tests. */
async function applyDev(shared: string): Promise<void> {
  if (existsSync(shared)) return;
  const sandbox = testSandbox();
  const { code, stdout, stderr } = await sandbox.run(["up", "dev"]);
  if (code === 0) return renameSync(sandbox.folder, shared);
  sandbox.remove();
  throw new Error(`dev was not applied:\n${stdout}${stderr}`);
}
