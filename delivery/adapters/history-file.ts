import { z } from "zod";
import { parseJsonText } from "../../infra/json-text";
import { parse } from "../../infra/problems";
import { version } from "../decisions/release/version";
import type { History } from "../ports/history";

/** The history of one release as a file holds it, where there is no checkout. */
export const historyFile = z.strictObject({
  /** Tag of the last release before it. @default - it is the first */
  previous: version.optional(),
  /** Newest first. */
  commits: z.array(
    z.strictObject({
      id: z.string().regex(/^[0-9a-f]{40}$/, "40 hex digits"),
      message: z.string(),
    }),
  ),
});

/**
 * The history that a file holds.
 *
 * @param subject - heading of the message, such as the file's name
 * @throws {InvalidInput} that lists every problem
 */
export function fileHistory(text: string, subject: string): History {
  const changes = parse(historyFile, parseJsonText(text, subject), subject);
  return { changesOf: async () => changes };
}
