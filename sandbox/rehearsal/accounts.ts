import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ENVIRONMENTS, type Environment } from "../../infra/environments";
import { bundlePrograms, nodeCommand } from "../../tools/bundle.mjs";
import { run } from "../../tools/children.mjs";
import { Missing, say, step } from "../../tools/progress.mjs";
import { providePulumi } from "../../tools/pulumi.mjs";
import { openCloud } from "../cloud/record";
import { foldersOf } from "../folders";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** What there is of applied environments: state, accounts, settings, and the clock of all. */
const PARTS = ["state", "cloud", "work", "api"];

/** The simulated accounts that a rehearsal works in. */
export interface RehearsalFolder {
  readonly folder: string;
  remove(): void;
}

/**
 * Copies the three applied accounts of a sandbox's folder, so that nothing in it is changed. An
 * account that is not there is applied first.
 *
 * @throws {Missing} if one cannot be applied
 */
export async function copyAccounts(root: string): Promise<RehearsalFolder> {
  for (const environment of ENVIRONMENTS) {
    if (isApplied(root, environment))
      say(`${environment}: the account in ${root} is taken as it stands`);
    else await apply(root, environment);
  }
  const folder = mkdtempSync(join(tmpdir(), "nc-rehearsal-"));
  for (const part of PARTS) {
    const from = join(root, part);
    if (existsSync(from)) cpSync(from, join(folder, part), { recursive: true });
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Whether there is an account, by the cluster that every environment has. Opening its API would change it. */
function isApplied(root: string, environment: Environment): boolean {
  const cloud = openCloud(foldersOf(root).cloud(environment));
  return cloud.list("aws:ecs/cluster:Cluster").length > 0;
}

/** Applies the program to one account, by the sandbox's own command. */
async function apply(root: string, environment: Environment): Promise<void> {
  const env = { ...process.env, NC_PULUMI: await providePulumi({}) };
  const bundle = await bundlePrograms();
  const [node = "", ...command] = nodeCommand(bundle, "main");
  const words = [...command, "up", environment, "--json", "--folder", root];
  const options = {
    cwd: ROOT,
    env: { ...env, NC_BUNDLE: bundle },
    stdio: ["ignore", "ignore", "inherit"] as ("ignore" | "inherit")[],
  };
  const what = `${environment}: the program is applied to a simulated account`;
  const code = await step(what, "40 s", () => run(node, words, options, "leader"));
  if (code === 0) return;
  const mend = `npm run sandbox -- up ${environment}`;
  throw new Missing(`${environment} was not applied: \`${mend}\` shows why`);
}
