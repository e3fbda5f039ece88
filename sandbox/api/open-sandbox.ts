import { ENVIRONMENTS, type Environment } from "../../infra/environments";
import { type Cloud, openCloud } from "../cloud/record";
import { foldersOf } from "../folders";
import type { Clock } from "./clock";
import { createWorld } from "./create-world";
import type { Account, FunctionRuntime, World } from "./world";

/** The simulated accounts of a sandbox folder. */
export interface OpenedSandbox {
  readonly world: World;
  /** Those that `up` has made, by environment. */
  readonly accounts: Readonly<Partial<Record<Environment, Account>>>;
}

/** What else a sandbox is opened with. */
interface Options {
  /** Time on the clock where it was never advanced. @default - now */
  readonly start?: Date;
  /** @default - the clock that the folder keeps */
  readonly clock?: Clock;
  /** What runs the functions of the accounts. @default - none runs */
  readonly run?: FunctionRuntime;
  /** The record of an environment. @default - the one that the folder keeps */
  readonly cloud?: (environment: Environment) => Cloud;
}

/** Opens the accounts that were applied in a sandbox folder, such as `.sandbox`. */
export function openSandbox(root: string, options: Options = {}): OpenedSandbox {
  const folders = foldersOf(root);
  const { cloud: cloudOf = (environment) => openCloud(folders.cloud(environment)) } = options;
  const applied = ENVIRONMENTS.flatMap((environment) => {
    const cloud = cloudOf(environment);
    const found = identityIn(cloud);
    return found ? [{ environment, cloud, ...found }] : [];
  });
  const { start, clock, run } = options;
  const world = createWorld({ folder: folders.api, accounts: applied, start, clock, run });
  return {
    world,
    accounts: Object.fromEntries(
      applied.map(({ environment }, index) => [environment, world.accounts[index]]),
    ),
  };
}

/** Account and region of a record, by the cluster that every environment has. */
function identityIn(cloud: Cloud): { id: string; region: string } | undefined {
  const [cluster] = cloud.list("aws:ecs/cluster:Cluster");
  const [, , , region, id] = String(cluster?.state.arn ?? "").split(":");
  return region && id ? { id, region } : undefined;
}
