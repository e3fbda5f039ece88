import { readdirSync } from "node:fs";
import { ENTRY_FILE, entryNames } from "../infra/catalog/entry-files";
import { parseCatalog } from "../infra/catalog/parse";
import type { Catalog } from "../infra/catalog/workload";
import { formatProblem, InvalidInput } from "../infra/problems";

const FOLDER = new URL("./catalog/", import.meta.url);

/** The name of a file that holds code: each such file of the folder has to be an entry. */
const SOURCE = /\.[cm]?[jt]sx?$/;

/**
 * Every workload: each file of `stacks/catalog/` exports one as `workload`. What holds
 * no code, such as a note, is left alone.
 *
 * @throws {InvalidInput} that lists every problem of every file
 */
export async function loadCatalog(folder?: URL): Promise<Catalog> {
  const files = readdirSync(folder ?? FOLDER)
    .filter((file) => SOURCE.test(file))
    .sort();
  const wrong = files
    .filter((file) => !ENTRY_FILE.test(file))
    .map((file) => formatProblem("file", file, "a file that is named <workload>.ts"));
  const entries: [name: string, workload: unknown][] = [];
  for (const name of entryNames(folder ?? FOLDER)) {
    const file = `${name}.ts`;
    try {
      const { workload } = await (folder ? import(new URL(file, folder).href) : own(name));
      entries.push([name, workload]);
    } catch (error) {
      wrong.push(reasonOf(error, file));
    }
  }
  if (wrong.length > 0) throw new InvalidInput("stacks/catalog", wrong);
  return parseCatalog(Object.fromEntries(entries));
}

/** A file of `stacks/catalog/`: written as a pattern, which a bundler reads. */
function own(name: string): Promise<{ workload?: unknown }> {
  return import(`./catalog/${name}.ts`);
}

/** `<file>:<line>: <what>`: why a file of the catalog could not be loaded. */
function reasonOf(error: unknown, file: string): string {
  const { message, stack = "" } = error instanceof Error ? error : new Error(String(error));
  const at = `${stack}\n${message}`.split(`/${file}:`)[1];
  const line = /^\d+/.exec(at ?? "")?.[0];
  const what = /ERROR: (.+)/.exec(message)?.[1] ?? message.split("\n")[0];
  return `${file}${line === undefined ? "" : `:${line}`}: ${what}`;
}
