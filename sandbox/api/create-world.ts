import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openCloud } from "../cloud/record";
import { openClock } from "./clock";
import { observeTraffic } from "./simulation/traffic/observe";
import type { Account, FunctionRuntime, World } from "./world";

/** Where the simulated accounts are, and what runs their functions. */
export interface WorldArgs {
  /** Folder of what all accounts share: the clock and the secret of the issuer. */
  readonly folder: string;
  readonly accounts: readonly {
    /** 12 digits. */
    readonly id: string;
    readonly region: string;
    /** Folder of its record. */
    readonly folder: string;
  }[];
  /** Time on the clock where there is none yet. @default - now */
  readonly start?: Date;
  /** @default - no function runs: each invocation fails */
  readonly run?: FunctionRuntime;
}

/** Opens the simulated accounts as they stand: a server that was killed has lost nothing. */
export function createWorld({ folder, accounts, start = new Date(), run }: WorldArgs): World {
  const opened: Account[] = accounts.map((each) => ({
    id: each.id,
    region: each.region,
    cloud: openCloud(each.folder),
  }));
  const world: World = {
    accounts: opened,
    clock: openClock(join(folder, "clock"), start),
    run: run ?? noFunction,
    issuerSecret: secretIn(folder),
  };
  for (const account of opened) observeTraffic(world, account);
  return world;
}

const noFunction: FunctionRuntime = async ({ functionName }) => ({
  error: {
    type: "Runtime.ImportModuleError",
    message: `${functionName} has no code that runs here`,
  },
});

/** The secret of the sandbox's issuer of tokens; it is made once. */
function secretIn(folder: string): string {
  const file = join(folder, "issuer");
  mkdirSync(folder, { recursive: true });
  try {
    writeFileSync(file, randomBytes(32).toString("hex"), { flag: "wx", mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
  return readFileSync(file, "utf8");
}
