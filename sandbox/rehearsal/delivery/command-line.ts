import { runCommandLine } from "../../../delivery/cli/run";
import { VERBS } from "../../../delivery/commands";
import type { Clock } from "../../../delivery/ports/clock";
import type { Stage } from "../stage";
import { DELIVERY_TOKEN } from "./github";

/** How a command line of `nc` ended. */
export interface EndedCommandLine {
  /** 0 pass, 1 fail, 2 wrong command line, 3 wait. */
  readonly code: number;
  /** What was printed, progress and problems included. */
  readonly text: string;
}

/**
 * Runs a command line of `nc`, as a person types it.
 *
 * @param words - what follows `nc`
 * @param env - variables of the person's shell that reach an account
 */
export async function runNc(
  { gitHubUrl, project }: Stage,
  words: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  clock: Clock,
): Promise<EndedCommandLine> {
  const printed: string[] = [];
  const print = (text: string) => {
    printed.push(text);
  };
  const code = await runCommandLine(words, VERBS, {
    env: { ...env, GITHUB_API_URL: gitHubUrl, GITHUB_TOKEN: DELIVERY_TOKEN },
    signal: new AbortController().signal,
    clock,
    project,
    out: print,
    err: print,
  });
  return { code, text: printed.join("") };
}
