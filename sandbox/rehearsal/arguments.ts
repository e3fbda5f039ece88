import { formatProblem, InvalidInput } from "../../infra/problems";
import { readOptions } from "../read-options";

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
  const { values, positionals } = readOptions(
    words,
    {
      json: { type: "boolean" },
      keep: { type: "boolean" },
      folder: { type: "string" },
      help: { type: "boolean", short: "h" },
    },
    "one of --json, --keep, --folder <path>, --help",
  );
  if (values.help) return undefined;
  if (positionals.length > 0) {
    throw new InvalidInput("arguments", [
      formatProblem("word", positionals.join(" "), "options alone"),
    ]);
  }
  const { json = false, keep = false, folder } = values;
  return folder === undefined ? { json, keep } : { json, keep, folder };
}
