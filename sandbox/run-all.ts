import { pathToFileURL } from "node:url";
import type { PulumiFn } from "@pulumi/pulumi/automation/index.js";
import { checkRemovals, dayOf } from "../infra/catalog/removals";
import { checkEnvironment } from "../infra/check-environment";
import { readOtherSettings } from "../infra/lead-time/other-settings";
import { ProblemList } from "../infra/problems";
import { readCidrBlocks } from "../infra/settings/cidr-overlap";
import { loadCatalog } from "../stacks/load-catalog";
import type { Arguments } from "./arguments";
import { type GitHubAccess, runEngine } from "./engine";
import type { Folders } from "./folders";
import { describe, summarize } from "./format-report";
import { installPlugins } from "./home";
import { openProject, type Project } from "./project";
import type { Report } from "./report";
import { resourcesIn } from "./state";

/** The exit code of a run that was interrupted, as a shell has it. */
const INTERRUPTED = 130;

/** What one command line asks for, with everything that it needs. */
export interface Job {
  readonly given: Arguments;
  readonly folders: Folders;
  readonly signal: AbortSignal;
  /** Folder of the bundled programs. */
  readonly bundle: string;
  readonly project: string;
  readonly pack: string;
  /** @default - each environment's own account */
  readonly account?: string;
  /** Folder of the catalog. @default - the project's own */
  readonly catalog?: URL;
  /** @default - no GitHub */
  readonly gitHub?: GitHubAccess;
  readonly program: () => Promise<PulumiFn>;
}

/**
 * Runs the engine for each environment and prints what it reports.
 *
 * @returns the exit code: 1 if any of them has an error or a violation, 130 if it was interrupted
 * @throws {InvalidInput} that lists every wrong setting; nothing has been started then
 */
export async function runAll({
  given,
  folders,
  signal,
  bundle,
  pack,
  account,
  gitHub,
  ...job
}: Job) {
  const { command, environments, json, verbose, saveAtEnd, plan, policyConfig } = given;
  const project = openProject(job.project);
  const settings = await validated(job, project, given, folders);
  installPlugins(folders, bundle);
  // It is loaded while the engine starts, which waits for it.
  const loading = job.program();
  loading.catch(() => {});
  const program = async () => (await loading)();
  const reports: Report[] = [];
  for (const environment of environments) {
    if (signal.aborted) break;
    const say = (sentence: string) => process.stderr.write(`${sentence}\n`);
    say(`${environment}: ${command} (usually takes 20 s)`);
    const report = await runEngine({
      folders,
      project,
      environment,
      command,
      program,
      pack,
      signal,
      say,
      saveAtEnd,
      account: account ?? settings[environment]?.accountId ?? "",
      ...(gitHub === undefined ? {} : { gitHub }),
      ...(plan === undefined ? {} : { plan }),
      ...(policyConfig === undefined ? {} : { policyConfig }),
      output: (text) => verbose && (json ? process.stderr : process.stdout).write(text),
    });
    reports.push(report);
    if (!json) process.stdout.write(`${describe(report)}\n\n`);
  }
  const ok = reports.length === environments.length && reports.every((report) => report.ok);
  const lines = json
    ? [JSON.stringify({ ok, environments: reports }, null, 2)]
    : reports.map(summarize);
  process.stdout.write(`${lines.join("\n")}\n`);
  if (signal.aborted) return INTERRUPTED;
  return ok ? 0 : 1;
}

/** The settings of each environment, once all that the program itself checks is known to be right. */
async function validated(
  { project: folder, catalog }: Pick<Job, "project" | "catalog">,
  project: Project,
  { command, environments }: Arguments,
  folders: Folders,
) {
  const problems = new ProblemList();
  const settings = environments.flatMap((environment) => {
    const own = problems.attempt(() => project.settings(environment));
    return own ? [[environment, own] as const] : [];
  });
  const url = pathToFileURL(`${folder}/`);
  const blocks = problems.attempt(() => readCidrBlocks(url)) ?? {};
  const others = readOtherSettings(url);
  const workloads = await loadCatalog(catalog).catch((error) => problems.add(error));
  const today = new Date();
  for (const [, each] of workloads ? settings : []) {
    problems.attempt(() => checkEnvironment(each, workloads ?? [], blocks, others, today));
    if (command !== "preview" && command !== "up") continue;
    const names = (workloads ?? []).map(({ name }) => name);
    const state = resourcesIn(folders, project, each.environment);
    problems.attempt(() => checkRemovals(state, names, each, dayOf(today)));
  }
  problems.throwIfAny("settings");
  return Object.fromEntries(settings);
}
