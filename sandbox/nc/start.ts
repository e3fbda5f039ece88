import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { readCommandLine } from "../../delivery/cli/grammar";
import { UsageError } from "../../delivery/cli/options";
import { EXIT_CODES, USAGE as WRONG_COMMAND_LINE } from "../../delivery/cli/output";
import { runCommandLine } from "../../delivery/cli/run";
import { VERBS } from "../../delivery/commands";
import type { Catalog } from "../../infra/catalog/workload";
import { ENVIRONMENTS, type Environment } from "../../infra/environments";
import { deployRoleName, publishRoleName } from "../../infra/naming/workload-names";
import { formatProblem, InvalidInput } from "../../infra/problems";
import { loadCatalog } from "../../stacks/load-catalog";
import { say } from "../../tools/progress.mjs";
import { issuerSecretIn } from "../api/create-world";
import { foldersOf } from "../folders";
import { openProject, type Project } from "../project";
import { readArguments, type SandboxArguments, USAGE } from "./arguments";
import { assumptionOf } from "./assumption";
import { byHandVerbs } from "./by-hand";
import { SandboxClient } from "./client";
import { GitHubControl } from "./github-client";
import { withRefreshPreview } from "./refresh-preview";
import { serve } from "./serve";
import { simulatedSupplyChain } from "./supply-chain";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** What of a user's own environment reaches AWS or GitHub: a verb here never sees it. */
const FOREIGN = /^(AWS_|GITHUB_TOKEN$|GH_|ACTIONS_ID_TOKEN_)/;

/** What a test puts in the place of the real one. */
interface Replacements {
  /** Folder of Pulumi.yaml and its stacks' settings. */
  readonly project?: string;
  /** Folder of the catalog. */
  readonly catalog?: URL;
}

/**
 * Runs one command line of `nc` against simulated accounts.
 *
 * @param words - what follows `nc --sandbox`
 * @returns the exit code, as that of `nc`
 */
export async function startNc(words: readonly string[], replacements: Replacements = {}) {
  try {
    const given = readArguments(words);
    if (given) return await run(given, replacements);
    process.stdout.write(`${USAGE}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    say(error.message);
    return error instanceof UsageError ? WRONG_COMMAND_LINE : EXIT_CODES.fail;
  }
}

async function run(
  given: SandboxArguments,
  { project: root = ROOT, catalog }: Replacements,
): Promise<number> {
  const project = openProject(root);
  const folder = resolve(given.folder ?? defaultFolder(root));
  say(`the accounts in ${folder}`);
  const controller = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => controller.abort());
  }
  const { url, gitHubUrl, gitHubToken, leave } = await serve(folder, project, catalog);
  try {
    const client = new SandboxClient(url, controller.signal);
    await client.readClock();
    const workloads = await loadCatalog(catalog);
    const verbs = {
      ...VERBS,
      ...byHandVerbs({
        catalog: workloads,
        settings: project.settings("prod"),
        gitHub: new GitHubControl(gitHubUrl),
      }),
    };
    const own = Object.entries(process.env).filter(([name]) => !FOREIGN.test(name));
    const env = {
      ...Object.fromEntries(own),
      ...(await credentialsOf(given, { project, client, catalog: workloads })),
      AWS_ENDPOINT_URL: url,
      GITHUB_API_URL: gitHubUrl,
      GITHUB_TOKEN: gitHubToken,
    };
    const supplyChain = simulatedSupplyChain({
      issuerSecret: issuerSecretIn(foldersOf(folder).api),
      catalog: workloads,
      settings: project.settings,
    });
    const assumed = await assumptionOf(given.words, project, client, url);
    if (assumed !== undefined) say(assumed);
    const runVerb = (words: readonly string[]) =>
      runCommandLine(words, verbs, {
        env,
        signal: controller.signal,
        out: (text) => process.stdout.write(text),
        err: (text) => process.stderr.write(text),
        clock: client,
        supplyChain,
        project: pathToFileURL(`${root}/`),
      });
    const environment = await previewedBy(given.words);
    if (environment === undefined) return await runVerb(given.words);
    say(`${environment}: what a refresh would change (usually takes 5 s)`);
    return await withRefreshPreview({ folder, project, environment }, (file) =>
      runVerb([...given.words, "--preview", file]),
    );
  } finally {
    await leave();
  }
}

/** The environment of a `drift` that names no file: the sandbox makes the preview that it reads. */
async function previewedBy(words: readonly string[]): Promise<Environment | undefined> {
  const request = await readCommandLine(words, VERBS).catch(() => undefined);
  if (request?.kind !== "run" || request.given.verb !== "drift") return undefined;
  const { environment, preview, findings } = request.given.options;
  if (preview !== undefined || findings !== undefined) return undefined;
  return ENVIRONMENTS.find((each) => each === environment);
}

/** Verbs of the job that publishes a release. */
const PUBLISHING = ["migrations check", "release publish"];

/** What the last rehearsal left, where there was one. */
function defaultFolder(root: string): string {
  const rehearsed = join(root, ".sandbox", "rehearsal");
  return existsSync(rehearsed) ? rehearsed : join(root, ".sandbox");
}

/** Where a verb's credentials come from. */
interface Accounts {
  readonly project: Project;
  readonly client: SandboxClient;
  readonly catalog: Catalog;
}

/**
 * The variables with which a verb reaches the account of its environment; none for one that names no environment, or
 * that is wrong: `nc` says so itself.
 *
 * @throws {InvalidInput} if the verb's workload is in no catalog, and would have no role
 */
async function credentialsOf(
  { words, as }: SandboxArguments,
  { project, client, catalog }: Accounts,
): Promise<Readonly<Record<string, string>>> {
  const request = await readCommandLine(words, VERBS).catch(() => undefined);
  if (request?.kind !== "run") return {};
  const { options } = request.given;
  const environment = ENVIRONMENTS.find((each) => each === options.environment);
  if (environment === undefined) return {};
  const { accountId, region } = project.settings(environment);
  const workload = typeof options.workload === "string" ? options.workload : undefined;
  const roleName = PUBLISHING.includes(request.given.verb) ? publishRoleName : deployRoleName;
  const isAdministrator = workload === undefined || as === "administrator";
  const names = catalog.map(({ name }) => name);
  if (!isAdministrator && !names.includes(workload)) {
    const problem = formatProblem("workload", workload, `one of ${names.join(", ")}`);
    throw new InvalidInput("nc --sandbox", [problem]);
  }
  const role = isAdministrator ? undefined : roleName({ service: workload, environment });
  const { accessKeyId, secretAccessKey, sessionToken } = await client.openSession(accountId, role);
  return {
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  };
}
