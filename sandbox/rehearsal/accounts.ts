import { cpSync, existsSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ENVIRONMENTS, type Environment } from "../../infra/environments";
import { memoryClock, openClock } from "../api/clock";
import { CLOCK } from "../api/create-world";
import { type OpenedSandbox, openSandbox } from "../api/open-sandbox";
import type { FunctionRuntime, World } from "../api/world";
import { memoryCloud } from "../cloud/memory";
import { type Cloud, openCloud } from "../cloud/record";
import { foldersOf } from "../folders";

/** Where a rehearsal leaves its accounts, in the folder of those that it copied. */
const REHEARSED = "rehearsal";

/** What there is of applied environments beside the accounts themselves: state, settings, the clock of all. */
const PARTS = ["state", "work", "api"];

/** The accounts of a folder. */
export interface AccountsOfFolder {
  /** Folder of what the accounts share. */
  readonly folder: string;
  readonly world: World;
  readonly clouds: Readonly<Record<Environment, Cloud>>;
}

/** Accounts in memory, which a rehearsal changes. */
export interface RehearsedAccounts extends OpenedSandbox, AccountsOfFolder {
  /** Writes the accounts as they are now, in place of what the rehearsal before left; answers where. */
  keep(): string;
  /** Removes what was not kept. */
  close(): void;
}

/** Copies the accounts of a sandbox's folder into memory, so that nothing in them is changed. */
export function copyAccounts(root: string, run: FunctionRuntime): RehearsedAccounts {
  const source = foldersOf(root);
  const draft = join(source.root, `${REHEARSED}.${process.pid}`);
  for (const part of PARTS) {
    const from = join(source.root, part);
    if (existsSync(from)) cpSync(from, join(draft, part), { recursive: true });
  }
  const copy = (environment: Environment) =>
    memoryCloud(openCloud(source.cloud(environment)).list());
  const [dev, stg, prod] = ENVIRONMENTS;
  const clouds = { dev: copy(dev), stg: copy(stg), prod: copy(prod) };
  const folders = foldersOf(draft);
  const file = join(folders.api, CLOCK);
  const clock = memoryClock(openClock(file, new Date()).now());
  const opened = openSandbox(draft, { clock, run, cloud: (environment) => clouds[environment] });
  return {
    ...opened,
    folder: draft,
    clouds,
    keep() {
      for (const environment of ENVIRONMENTS) {
        const kept = openCloud(folders.cloud(environment));
        for (const entry of clouds[environment].list()) kept.put(entry);
      }
      openClock(file, new Date(0)).set(clock.now());
      const target = join(source.root, REHEARSED);
      rmSync(target, { recursive: true, force: true });
      renameSync(draft, target);
      return target;
    },
    close: () => rmSync(draft, { recursive: true, force: true }),
  };
}
