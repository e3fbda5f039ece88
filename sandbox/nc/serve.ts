import { ENVIRONMENTS } from "../../infra/environments";
import { PLATFORM_PLAN_KEY } from "../../infra/naming/platform-names";
import { InvalidInput } from "../../infra/problems";
import { loadCatalog } from "../../stacks/load-catalog";
import { startGitHub } from "../api/github/server";
import type { GitHub } from "../api/github/state/store";
import { openSandbox } from "../api/open-sandbox";
import { startServer } from "../api/server";
import type { Account } from "../api/world";
import { openCloud } from "../cloud/record";
import { foldersOf } from "../folders";
import { platformFunctions } from "../functions/run-function";
import type { Project } from "../project";
import { openRehearsedGitHub } from "../rehearsal/delivery/github";
import { recordPlatformPlan } from "../rehearsal/delivery/platform-plan";
import { virtualClock } from "../rehearsal/virtual-clock";
import { controlledGitHub } from "./github-control";
import { type Addresses, announce, enter, findServer, withdraw } from "./owner";

/** The accounts of a folder, served. */
export interface Served extends Omit<Addresses, "pid"> {
  /** Ends the use of them: the process that serves them waits for all others. */
  leave(): Promise<void>;
}

/**
 * Finds the server of a folder's accounts, or starts one in this process: two servers never use one account.
 *
 * @throws {InvalidInput} if no account is there
 */
export async function serve(folder: string, project: Project, catalog?: URL): Promise<Served> {
  const { api } = foldersOf(folder);
  const use = enter(api);
  for (;;) {
    const found = await findServer(api);
    if (found) return { ...found, leave: async () => use() };
    const started = await start(folder, project, catalog).catch((error: unknown) => {
      use();
      throw error;
    });
    const { stop, ...addresses } = started;
    if (announce(api, addresses)) {
      return {
        ...addresses,
        async leave() {
          use();
          await withdraw(api, stop);
        },
      };
    }
    await stop();
  }
}

async function start(folder: string, project: Project, catalog?: URL) {
  const stage = () => ({ world, endpoint: server.url, gitHubUrl: gitHub.url });
  const opened = openSandbox(folder, { run: platformFunctions(stage) });
  const { world } = opened;
  if (world.accounts.length === 0) {
    throw new InvalidInput("nc --sandbox", [
      `account in ${folder} is missing: expected one of ${ENVIRONMENTS.join(", ")}, which ` +
        "`npm run rehearsal` or `npm run sandbox -- up dev` makes",
    ]);
  }
  const { cloud } = foldersOf(folder);
  const clouds = {
    dev: openCloud(cloud("dev")),
    stg: openCloud(cloud("stg")),
    prod: openCloud(cloud("prod")),
  };
  const github = openRehearsedGitHub(
    { folder, world, clouds },
    await loadCatalog(catalog),
    project.settings("prod"),
  );
  const server = await startServer(world);
  const settings = {
    dev: project.settings("dev"),
    stg: project.settings("stg"),
    prod: project.settings("prod"),
  };
  const clock = virtualClock(world);
  const gitHub = await startGitHub(github, (request) =>
    controlledGitHub({ github, clock, settings, gitHubUrl: gitHub.url }, request),
  );
  // The workflow that applies the platform writes this down; `npm run sandbox -- up` is the engine alone.
  for (const environment of ENVIRONMENTS) {
    const account = opened.accounts[environment];
    if (account === undefined || hasPlatformPlan(account)) continue;
    await recordPlatformPlan({ ...opened, settings, endpoint: server.url }, environment);
  }
  return {
    url: server.url,
    gitHubUrl: gitHub.url,
    gitHubToken: tokenIn(github),
    stop: async () => {
      await Promise.all([server.stop(), gitHub.stop()]);
    },
  };
}

function hasPlatformPlan({ cloud }: Account): boolean {
  return cloud.list().some(({ state }) => state.key === PLATFORM_PLAN_KEY);
}

/** A token with which a delivery asks: the App's where it is installed, else that of the first person. */
function tokenIn({ state }: GitHub): string {
  const [installed] = state.installationTokens;
  const [person] = state.users;
  return installed?.token ?? person?.token ?? "";
}
