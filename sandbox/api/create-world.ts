import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Cloud } from "../cloud/record";
import { type Clock, openClock } from "./clock";
import { observeTraffic } from "./simulation/traffic/observe";
import type { Account, FunctionRuntime, World } from "./world";

/** File of the clock, in the folder of what all accounts share. */
export const CLOCK = "clock";

/** Where the simulated accounts are, and what runs their functions. */
export interface WorldArgs {
  /** Folder of what all accounts share: the clock and the secret of the issuer. */
  readonly folder: string;
  readonly accounts: readonly {
    /** 12 digits. */
    readonly id: string;
    readonly region: string;
    /** What exists in it. */
    readonly cloud: Cloud;
  }[];
  /** Time on the clock where there is none yet. @default - now */
  readonly start?: Date;
  /** @default - a clock that `folder` keeps */
  readonly clock?: Clock;
  /** @default - no function runs: each invocation fails */
  readonly run?: FunctionRuntime;
}

/** Opens the simulated accounts as they stand: a server that was killed has lost nothing. */
export function createWorld(args: WorldArgs): World {
  const { folder, start = new Date(), clock, run } = args;
  const accounts: Account[] = args.accounts.map(({ id, region, cloud }) => ({ id, region, cloud }));
  const world: World = {
    accounts,
    clock: clock ?? openClock(join(folder, CLOCK), start),
    run: run ?? noFunction,
    faults: [],
    issuerSecret: issuerSecretIn(folder),
  };
  for (const account of accounts) observeTraffic(world, account);
  return world;
}

/** Runs none: each invocation fails, as that of a function without code. */
export const noFunction: FunctionRuntime = async ({ functionName }) => ({
  error: {
    type: "Runtime.ImportModuleError",
    message: `${functionName} has no code that runs here`,
  },
});

/** The secret of the sandbox's issuer of tokens; it is made once. */
export function issuerSecretIn(folder: string): string {
  const file = join(folder, "issuer");
  mkdirSync(folder, { recursive: true });
  try {
    writeFileSync(file, randomBytes(32).toString("hex"), { flag: "wx", mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
  return readFileSync(file, "utf8");
}
