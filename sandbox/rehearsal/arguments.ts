import { parseArgs } from "node:util";
import { formatProblem, InvalidInput } from "../../infra/problems";

export const USAGE = `npm run rehearsal [-- --json] [--keep] [--folder <path>]

Shows releases on their way through three simulated accounts, on a virtual clock.

  --json           what happened as JSON, and nothing else, on stdout
  --keep           keeps the accounts as the rehearsal leaves them, and says where
  --folder <path>  the sandbox's folder, whose accounts are copied (.sandbox)`;

/** A command line, read. */
export interface RehearsalArguments {
  readonly json: boolean;
  readonly keep: boolean;
  readonly folder?: string;
}

/**
 * Reads the words after `npm run rehearsal --`; `undefined` if only help is asked for.
 *
 * @throws {InvalidInput} that lists every problem
 */
export function readArguments(words: readonly string[]): RehearsalArguments | undefined {
  const { values, positionals } = options(words);
  if (values.help) return undefined;
  if (positionals.length > 0) {
    throw new InvalidInput("arguments", [
      formatProblem("word", positionals.join(" "), "options alone"),
    ]);
  }
  const { json = false, keep = false, folder } = values;
  return folder === undefined ? { json, keep } : { json, keep, folder };
}

function options(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        json: { type: "boolean" },
        keep: { type: "boolean" },
        folder: { type: "string" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    const option = /'([^' ]+)/.exec((error as Error).message)?.[1];
    const want = "one of --json, --keep, --folder <path>, --help";
    throw new InvalidInput("arguments", [formatProblem("option", option, want)]);
  }
}
