import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { InvalidInput } from "../../../infra/problems";

const execute = promisify(execFile);

/** Most that one command may answer, in bytes. */
const LONGEST = 256 * 1024 * 1024;

/**
 * Runs one command of git in a checkout, and answers what it prints.
 *
 * @param folder - of the checkout
 * @param words - the command and its options
 * @param signal - ends it. @default - nothing does
 * @throws {InvalidInput} with git's words where it fails, or is not there
 */
export async function git(
  folder: string,
  words: readonly string[],
  signal?: AbortSignal,
): Promise<string> {
  try {
    const { stdout } = await execute("git", ["-C", folder, ...words], {
      encoding: "utf8",
      maxBuffer: LONGEST,
      signal,
    });
    return stdout;
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new InvalidInput(`git ${words[0]} in ${folder}`, [reasonOf(error)]);
  }
}

/** What git says first, or why it could not be run. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const said = "stderr" in error ? String(error.stderr).trim().split("\n")[0] : "";
  return said || error.message;
}
