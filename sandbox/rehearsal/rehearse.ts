import type { Catalog } from "../../infra/catalog/workload";
import { ENVIRONMENTS, type Environment } from "../../infra/environments";
import type { Settings } from "../../infra/settings/parse";
import { startGitHub } from "../api/github/server";
import { startServer } from "../api/server";
import { advanceTo } from "../api/simulation/advance";
import { evaluateAlarms } from "../api/simulation/alarms/timers";
import type { World } from "../api/world";
import { platformFunctions } from "../functions/run-function";
import { openWorkshop, type SigningTools } from "../supply-chain/workshop";
import { copyAccounts, type RehearsedAccounts } from "./accounts";
import { putIssuesApp } from "./delivery/functions";
import { openRehearsedGitHub } from "./delivery/github";
import { recordPlatformPlan } from "./delivery/platform-plan";
import { Sigstore } from "./delivery/sigstore";
import { type End, endOf } from "./end/end";
import { readFacts } from "./end/facts";
import { endLines } from "./end/text";
import type { Scenario } from "./scenario";
import { stageOf } from "./stage";
import { type Step, Steps } from "./steps";
import { textTimeline } from "./timeline";
import { nextWorkday } from "./virtual-clock";

/** What a rehearsal is made of. */
export interface Rehearsal {
  /** Folder of the three accounts, which stay as they are. */
  readonly folder: string;
  readonly catalog: Catalog;
  readonly settings: Readonly<Record<Environment, Settings>>;
  /** Folder of the stack files that have these settings. */
  readonly project: URL;
  readonly scenarios: readonly Scenario[];
  /** What signs a release of each kind that ships an image. @default - the simulated GitHub signs all */
  readonly tools?: SigningTools | undefined;
  /** Writes a line of the timeline. */
  readonly write: (line: string) => void;
}

/** What a rehearsal found. */
export interface RehearsalReport extends End {
  readonly ok: boolean;
  /** By environment: 12 digits. */
  readonly accounts: Readonly<Record<Environment, string>>;
  readonly steps: readonly Step[];
  /** Folder of the accounts as the rehearsal left them. */
  readonly kept: string;
}

/** Tells every scenario in the accounts of a folder. */
export async function rehearse(rehearsal: Rehearsal): Promise<RehearsalReport> {
  const { folder, catalog, settings, project, scenarios, tools, write } = rehearsal;
  // The functions answer through the API, which is served only once the accounts are open.
  const run = platformFunctions(() => ({
    world,
    endpoint: server.url,
    gitHubUrl: gitHubServer.url,
  }));
  const opened = copyAccounts(folder, run);
  const { world } = opened;
  closeWhenInterrupted(opened);
  const github = openRehearsedGitHub(opened, catalog, settings.prod);
  const server = await startServer(world);
  const gitHubServer = await startGitHub(github);
  const workshop = tools && (await openWorkshop(tools));
  try {
    const timeline = textTimeline(world.clock.now, write);
    const stage = stageOf(opened, {
      folder: opened.folder,
      catalog,
      settings,
      project,
      github,
      endpoint: server.url,
      gitHubUrl: gitHubServer.url,
      sigstore: workshop && new Sigstore(workshop, settings.prod.github),
      progress: timeline.progress,
    });
    await putIssuesApp(stage);
    await beginOn(world, nextWorkday(world.clock.now()));
    for (const environment of ENVIRONMENTS) await recordPlatformPlan(stage, environment);
    const steps = new Steps(stage.clock.now, timeline.step);
    for (const { name, title, run } of scenarios) {
      timeline.scenario(title);
      await steps.scenario(name, (take) => run(stage, take));
    }
    const end = endOf(await readFacts(stage, steps.taken), scenarios);
    for (const line of endLines(end)) write(line);
    return {
      ok: steps.taken.every(({ ok }) => ok) && end.problems.length === 0,
      accounts: byEnvironment((environment) => stage.accounts[environment].id),
      steps: steps.taken,
      ...end,
      kept: opened.keep(),
    };
  } finally {
    await workshop?.stop();
    await gitHubServer.stop();
    await server.stop();
    opened.close();
  }
}

/** Time before a working day in which what calls by the clock has done so, in milliseconds. */
const BEFORE_WORK = 60 * 60_000;

/**
 * Lets a working day begin: by then every alarm has a state, and those of what was never released are on, as
 * nothing answers. Nothing has begun before, so the days before it are passed over.
 */
async function beginOn(world: World, day: Date): Promise<void> {
  world.clock.set(new Date(day.getTime() - BEFORE_WORK));
  await advanceTo(world, day);
  for (const account of world.accounts) await evaluateAlarms(world, account);
  await advanceTo(world, new Date(day.getTime() + 60_000));
}

/** Exit code of a program that was interrupted, as shells count: 128 and SIGINT's number. */
const INTERRUPTED = 130;

function closeWhenInterrupted({ close }: RehearsedAccounts): void {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(signal, () => {
      close();
      process.exit(INTERRUPTED);
    });
  }
}

function byEnvironment<T>(of: (environment: Environment) => T): Record<Environment, T> {
  const [dev, stg, prod] = ENVIRONMENTS;
  return { dev: of(dev), stg: of(stg), prod: of(prod) };
}
