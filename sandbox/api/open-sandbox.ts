import { existsSync } from "node:fs";
import { ENVIRONMENTS, type Environment } from "../../infra/environments";
import { openCloud } from "../cloud/record";
import { foldersOf } from "../folders";
import { createWorld } from "./create-world";
import type { Account, FunctionRuntime, World } from "./world";

/** The simulated accounts of a sandbox folder. */
export interface OpenedSandbox {
  readonly world: World;
  /** Those that `up` has made, by environment. */
  readonly accounts: Readonly<Partial<Record<Environment, Account>>>;
}

/**
 * Opens the accounts that were applied in a sandbox folder, such as `.sandbox`.
 *
 * @param start - time on the clock where it was never advanced. @default - now
 * @param run - what runs their functions. @default - none runs
 */
export function openSandbox(
  root: string,
  { start, run }: { readonly start?: Date; readonly run?: FunctionRuntime } = {},
): OpenedSandbox {
  const folders = foldersOf(root);
  const applied = ENVIRONMENTS.flatMap((environment) => {
    const folder = folders.cloud(environment);
    const found = existsSync(folder) ? identityIn(folder) : undefined;
    return found ? [{ environment, folder, ...found }] : [];
  });
  const world = createWorld({ folder: folders.api, accounts: applied, start, run });
  return {
    world,
    accounts: Object.fromEntries(
      applied.map(({ environment }, index) => [environment, world.accounts[index]]),
    ),
  };
}

/** Account and region of a record, by the cluster that every environment has. */
function identityIn(folder: string): { id: string; region: string } | undefined {
  const [cluster] = openCloud(folder).list("aws:ecs/cluster:Cluster");
  const [, , , region, id] = String(cluster?.state.arn ?? "").split(":");
  return region && id ? { id, region } : undefined;
}
