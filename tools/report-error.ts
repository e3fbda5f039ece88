import { escapeData } from "../infra/github/workflow-command";
import { InvalidInput } from "../infra/problems";

/**
 * Shows a user's mistake as an error of the workflow's run, and sets the exit code.
 *
 * @throws whatever is no such mistake: it is a bug, and keeps its stack trace
 */
export function reportError(error: unknown): void {
  if (!(error instanceof InvalidInput)) throw error;
  console.error(`::error::${escapeData(error.message)}`);
  process.exitCode = 1;
}
