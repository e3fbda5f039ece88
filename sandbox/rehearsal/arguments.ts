import { formatProblem, InvalidInput } from "../../infra/problems";
import { readOptions } from "../read-options";

export const USAGE = `npm run rehearsal [-- --json] [--folder <path>]

Shows releases on their way through three simulated accounts, on a virtual clock.

  --json           what happened as JSON, and nothing else, on stdout
  --folder <path>  the sandbox's folder, whose accounts are copied (.sandbox). The accounts as the rehearsal
                   leaves them are in its folder rehearsal`;

/** A command line, read. */
export interface RehearsalArguments {
  readonly json: boolean;
  readonly folder?: string;
}

/**
 * Reads the words after `npm run rehearsal --`; `undefined` if only help is asked for.
 *
 * @throws {InvalidInput} that lists every problem
 */
export function readArguments(words: readonly string[]): RehearsalArguments | undefined {
  const { values, positionals } = readOptions(
    words,
    {
      json: { type: "boolean" },
      folder: { type: "string" },
      help: { type: "boolean", short: "h" },
    },
    "one of --json, --folder <path>, --help",
  );
  if (values.help) return undefined;
  if (positionals.length > 0) {
    throw new InvalidInput("arguments", [
      formatProblem("word", positionals.join(" "), "options alone"),
    ]);
  }
  const { json = false, folder } = values;
  return folder === undefined ? { json } : { json, folder };
}
