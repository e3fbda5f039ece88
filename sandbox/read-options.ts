import { type ParseArgsConfig, parseArgs } from "node:util";
import { formatProblem, InvalidInput } from "../infra/problems";

/**
 * Reads options and the words between them.
 *
 * @param want - the options that there are, for the message of one that there is not
 * @throws {InvalidInput} for an option that is unknown, or lacks its value
 */
export function readOptions<const Options extends NonNullable<ParseArgsConfig["options"]>>(
  words: readonly string[],
  options: Options,
  want: string,
) {
  try {
    return parseArgs({ args: [...words], allowPositionals: true, options });
  } catch (error) {
    const option = /'([^' ]+)/.exec((error as Error).message)?.[1];
    throw new InvalidInput("arguments", [formatProblem("option", option, want)]);
  }
}
