import { fileURLToPath } from "node:url";
import { ENVIRONMENTS, type Environment } from "../../infra/environments";
import { bundlePrograms, nodeCommand } from "../../tools/bundle.mjs";
import { run } from "../../tools/children.mjs";
import { Missing, say, step } from "../../tools/progress.mjs";
import { providePulumi } from "../../tools/setup/pulumi.mjs";
import { openCloud } from "../cloud/record";
import { type Folders, foldersOf } from "../folders";
import { openProject } from "../project";
import { resourcesIn } from "../state";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/**
 * Applies the program to each account of a sandbox's folder that is not there yet, all at once.
 *
 * @returns those that were there
 * @throws {Missing} if one cannot be applied
 */
export async function applyMissing(root: string): Promise<readonly Environment[]> {
  const missing = ENVIRONMENTS.filter((each) => !isApplied(root, each));
  const standing = ENVIRONMENTS.filter((each) => !missing.includes(each));
  if (standing.length > 0) say(`${standing.join(", ")}: taken from ${root} as it stands`);
  if (missing.length === 0) return standing;
  const pulumi = await providePulumi({});
  const bundle = await bundlePrograms();
  await step(`${missing.join(", ")}: the program is applied`, "20 s each", () =>
    Promise.all(missing.map((each) => apply(root, each, { pulumi, bundle }))),
  );
  return standing;
}

/**
 * Whether there is an account, by the cluster that every environment has. Opening its API would change it.
 *
 * @throws {Missing} if there is one that its state does not know, as a killed run leaves it
 */
function isApplied(root: string, environment: Environment): boolean {
  const folders = foldersOf(root);
  const entries = openCloud(folders.cloud(environment)).list();
  if (entries.length > 0 && !hasState(folders, environment)) {
    const account = folders.cloud(environment);
    throw new Missing(
      `${environment} is not known to its state: expected what a killed run made in ${account} to be removed`,
    );
  }
  return entries.some(({ type }) => type === "aws:ecs/cluster:Cluster");
}

function hasState(folders: Folders, environment: Environment): boolean {
  const resources = resourcesIn(folders, openProject(ROOT), environment);
  return Array.isArray(resources) && resources.length > 0;
}

/** Applies the program to one account, by the sandbox's own command. */
async function apply(
  root: string,
  environment: Environment,
  { pulumi, bundle }: { readonly pulumi: string; readonly bundle: string },
): Promise<void> {
  const env = { ...process.env, NC_PULUMI: pulumi, NC_BUNDLE: bundle };
  const [node = "", ...command] = nodeCommand(bundle, "main");
  const words = [...command, "up", environment, "--json", "--save-at-end", "--folder", root];
  const code = await run(node, words, { cwd: ROOT, env, stdio: "ignore" }, "leader");
  if (code === 0) return;
  const mend = `npm run sandbox -- up ${environment}`;
  throw new Missing(`${environment} was not applied: \`${mend}\` shows why`);
}
