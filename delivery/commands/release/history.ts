import { z } from "zod";
import { gitHistory } from "../../adapters/git/history";
import { fileHistory } from "../../adapters/history-file";
import type { Session } from "../../cli/verb";
import type { History } from "../../ports/history";
import { readTextFile } from "../files";

/** Options that say where the history of a workload's repository is. */
export const historyOptions = {
  checkout: z
    .string()
    .default(".")
    .meta({ description: "folder of the workload's checkout, with all commits and tags" }),
  history: z
    .string()
    .optional()
    .meta({ description: "file that holds the history in place of a checkout, as JSON" }),
} as const;

/** The history that the options name. */
export function historyOf(
  { checkout, history }: { readonly checkout: string; readonly history?: string | undefined },
  { signal }: Pick<Session, "signal">,
): History {
  if (history === undefined) return gitHistory(checkout, signal);
  return fileHistory(readTextFile("--history", history), history);
}
