import { readdirSync } from "node:fs";
import { formatProblem, InvalidInput } from "../problems";
import { ENTRY_FILE, entryNames } from "./entry-files";
import { parseCatalog } from "./parse";
import type { Catalog } from "./workload";

/** The name of a file that holds code: each such file of the folder has to be an entry. */
const SOURCE = /\.[cm]?[jt]sx?$/;

/**
 * Every workload of a catalog: each file of its folder exports one as `workload`. What holds no code, such as a
 * note, is left alone.
 *
 * @param folder - its URL ends with a slash
 * @param load - loads the module of an entry's file
 * @throws {InvalidInput} that lists every problem of every file
 */
export async function loadEntries(
  folder: URL,
  load: (file: string) => Promise<{ readonly workload?: unknown }>,
): Promise<Catalog> {
  const files = readdirSync(folder)
    .filter((file) => SOURCE.test(file))
    .sort();
  const wrong = files
    .filter((file) => !ENTRY_FILE.test(file))
    .map((file) => formatProblem("file", file, "a file that is named <workload>.ts"));
  const entries: [name: string, workload: unknown][] = [];
  for (const name of entryNames(folder)) {
    const file = `${name}.ts`;
    try {
      const { workload } = await load(file);
      entries.push([name, workload]);
    } catch (error) {
      wrong.push(reasonOf(error, file));
    }
  }
  if (wrong.length > 0) throw new InvalidInput("stacks/catalog", wrong);
  return parseCatalog(Object.fromEntries(entries));
}

/** `<file>:<line>: <what>`: why a file of the catalog could not be loaded. */
function reasonOf(error: unknown, file: string): string {
  const { message, stack = "" } = error instanceof Error ? error : new Error(String(error));
  const at = `${stack}\n${message}`.split(`/${file}:`)[1];
  const line = /^\d+/.exec(at ?? "")?.[0];
  const what = /ERROR: (.+)/.exec(message)?.[1] ?? message.split("\n")[0];
  return `${file}${line === undefined ? "" : `:${line}`}: ${what}`;
}
