import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Environment } from "../infra/environments";

/** Where everything of the sandbox lies: nothing outside `root` is read or written. */
export interface Folders {
  readonly root: string;
  /** The CLI's own home, in place of `~/.pulumi`. */
  readonly home: string;
  /** The user's home, as the engine and the providers see it: empty. */
  readonly user: string;
  /** The state of every stack. */
  readonly state: string;
  /** What the engine is given as the policy pack. */
  readonly pack: string;
  /** What the API of all accounts keeps: its clock, and the secret of its issuer. */
  readonly api: string;
  /** Temporary files. */
  readonly temporary: string;
  /** The engine's work folder of one environment: a copy of its settings. */
  work(environment: Environment): string;
  /** The simulated account of one environment. */
  cloud(environment: Environment): string;
}

/** The folders below `root`; those that every run needs are made. */
export function foldersOf(root: string): Folders {
  const at = (...names: string[]) => join(resolve(root), ...names);
  const folders: Folders = {
    root: at(),
    home: at("home"),
    user: at("user"),
    state: at("state"),
    pack: at("work", "policies"),
    api: at("api"),
    temporary: at("tmp"),
    work: (environment) => at("work", environment),
    cloud: (environment) => at("cloud", environment),
  };
  const { home, user, state, pack, temporary } = folders;
  for (const folder of [home, user, state, pack, temporary]) mkdirSync(folder, { recursive: true });
  return folders;
}
