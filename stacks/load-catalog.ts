import { readdirSync } from "node:fs";
import { basename } from "node:path";
import { parseCatalog } from "../infra/catalog/parse";
import type { Catalog } from "../infra/catalog/workload";
import { InvalidInput } from "../infra/problems";

const FOLDER = new URL("./catalog/", import.meta.url);

/**
 * Every workload: each file of `stacks/catalog/` exports one as `workload`.
 *
 * @throws {InvalidInput} that lists every problem of every file
 */
export async function loadCatalog(folder?: URL): Promise<Catalog> {
  const files = readdirSync(folder ?? FOLDER)
    .filter((file) => /^[^.]+\.ts$/.test(file))
    .sort();
  const entries = await Promise.all(
    files.map(async (file) => {
      const name = basename(file, ".ts");
      const loading = folder ? import(new URL(file, folder).href) : own(name);
      const { workload } = await loading.catch((error) => {
        throw new InvalidInput("stacks/catalog", [reasonOf(error, file)]);
      });
      return [name, workload] as const;
    }),
  );
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
