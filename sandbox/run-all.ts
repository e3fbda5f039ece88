import type { PulumiFn } from "@pulumi/pulumi/automation";
import { checkQuotas } from "../infra/catalog/quotas";
import { InvalidInput } from "../infra/problems";
import { loadCatalog } from "../stacks/load-catalog";
import type { Arguments } from "./arguments";
import { runEngine } from "./engine";
import type { Folders } from "./folders";
import { describe, summarize } from "./format";
import { installPlugins } from "./home";
import { openProject, type Project } from "./project";
import type { Report } from "./report";

/** The exit code of a run that was interrupted, as a shell has it. */
const INTERRUPTED = 130;

/** What one command line asks for, with everything that it needs. */
export interface Job {
  readonly given: Arguments;
  readonly folders: Folders;
  readonly signal: AbortSignal;
  readonly project: string;
  readonly pack: string;
  /** @default - each environment's own account */
  readonly account?: string;
  /** Folder of the catalog. @default - the project's own */
  readonly catalog?: URL;
  readonly program: () => Promise<PulumiFn>;
}

/**
 * Runs the engine for each environment and prints what it reports.
 *
 * @returns the exit code: 1 if any of them has an error or a violation, 130 if it was interrupted
 * @throws {InvalidInput} that lists every wrong setting; nothing has been started then
 */
export async function runAll({ given, folders, signal, pack, account, ...job }: Job) {
  const { command, environments, json, verbose, plan } = given;
  const project = openProject(job.project);
  const settings = await validated(project, environments, job.catalog);
  installPlugins(folders);
  const program = await job.program();
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
      account: account ?? settings[environment]?.accountId ?? "",
      ...(plan === undefined ? {} : { plan }),
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

/** The settings of each environment; the catalog is read too, so that all is known to be right. */
async function validated(
  project: Project,
  environments: Arguments["environments"],
  catalog: URL | undefined,
) {
  const wrong: InvalidInput[] = [];
  const note = (error: unknown) => {
    if (!(error instanceof InvalidInput)) throw error;
    wrong.push(error);
  };
  const attempt = <T>(work: () => T): T[] => {
    try {
      return [work()];
    } catch (error) {
      note(error);
      return [];
    }
  };
  const settings = environments.flatMap((environment) =>
    attempt(() => [environment, project.settings(environment)] as const),
  );
  const workloads = await loadCatalog(catalog).catch(note);
  if (workloads) {
    for (const [, each] of settings) attempt(() => checkQuotas(workloads, each));
  }
  const [first, ...others] = wrong;
  if (first && others.length === 0) throw first;
  if (first) {
    const problems = wrong.map(({ message }) => message.replaceAll("\n", "\n  "));
    throw new InvalidInput("settings", problems);
  }
  return Object.fromEntries(settings);
}
