import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Environment } from "../../infra/environments";
import { formatProblem, InvalidInput } from "../../infra/problems";
import { bundlePrograms } from "../../tools/bundle.mjs";
import { capture } from "../../tools/children.mjs";
import { providePulumi } from "../../tools/setup/pulumi.mjs";
import { cleanVariables } from "../environment";
import { foldersOf } from "../folders";
import { installPlugins } from "../home";
import type { Project } from "../project";
import { stateFile } from "../state";

/** The environment that is looked at. */
export interface Previewed {
  /** Folder of the simulated accounts, of which the record and Pulumi's state are read. */
  readonly folder: string;
  readonly project: Project;
  readonly environment: Environment;
}

/**
 * Runs `work` with the file of what `pulumi refresh --preview-only --json` says of an environment, as the drift
 * workflow makes it. Neither state nor account is changed.
 *
 * @throws {InvalidInput} if the environment was not applied here
 */
export async function withRefreshPreview<T>(
  { folder, project, environment }: Previewed,
  work: (file: string) => Promise<T>,
): Promise<T> {
  const folders = foldersOf(folder);
  if (!existsSync(stateFile(folders, project, environment))) {
    const want = `a folder in which \`npm run sandbox -- up ${environment}\` has run`;
    throw new InvalidInput("nc --sandbox", [formatProblem("--folder", folder, want)]);
  }
  const cli = process.env.NC_PULUMI ?? (await providePulumi({}));
  installPlugins(folders, process.env.NC_BUNDLE ?? (await bundlePrograms()));
  const env = {
    ...cleanVariables(process.env, folders, dirname(cli)),
    NC_SANDBOX_CLOUD: folders.cloud(environment),
    NC_SANDBOX_ACCOUNT: project.settings(environment).accountId,
  };
  const words = [
    "refresh",
    "--preview-only",
    "--json",
    "--non-interactive",
    "--stack",
    environment,
  ];
  const own = mkdtempSync(join(folders.temporary, "drift-"));
  try {
    const file = join(own, "refresh.json");
    writeFileSync(file, await capture(cli, words, { cwd: folders.work(environment), env }));
    return await work(file);
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
}
