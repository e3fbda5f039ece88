import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Cloud } from "../../../cloud/record";
import { type GitHubSeed, type GitHubState, STATE } from "./state";

/** Where the simulated GitHub lies. */
export interface GitHubArgs {
  /** JSON file that keeps its state. */
  readonly file: string;
  /** The record that has the environments and rulesets of the program: prod's account. */
  readonly record: Cloud;
  /** Its state where there is no file yet. */
  readonly seed: GitHubSeed;
  /** @default - the machine's clock */
  readonly now?: () => Date;
}

/** The simulated GitHub. */
export interface GitHub {
  /** Changed in place; {@link GitHub.save} keeps the change. */
  readonly state: GitHubState;
  /** Environments, rulesets and variables that the program has made. */
  readonly program: Cloud;
  now(): Date;
  /** Writes the state whole, so that it outlives the process. */
  save(): void;
}

/**
 * Opens the simulated GitHub as it stands. Only one process at a time uses it.
 *
 * @throws {ZodError} if the file or the seed is no state
 */
export function openGitHub({ file, record, seed, now = () => new Date() }: GitHubArgs): GitHub {
  const state = STATE.parse(read(file) ?? seed);
  return {
    state,
    program: record,
    now,
    save() {
      mkdirSync(dirname(file), { recursive: true });
      const draft = `${file}.${process.pid}.tmp`;
      writeFileSync(draft, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
      renameSync(draft, file);
    },
  };
}

function read(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
