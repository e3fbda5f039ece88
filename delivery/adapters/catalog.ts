import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { loadEntries } from "../../infra/catalog/load-entries";
import type { Catalog, Workload } from "../../infra/catalog/workload";
import { formatProblem, InvalidInput } from "../../infra/problems";

/** Folder of the catalog in the platform's repository. */
export const CATALOG = "stacks/catalog/";

/**
 * The catalog, as it is reviewed in the platform's repository.
 *
 * @param folder - of its entries; its URL ends with a slash
 * @throws {InvalidInput} that lists every problem of every file
 */
export async function catalogIn(folder: URL): Promise<Catalog> {
  if (!existsSync(folder)) {
    const problem = formatProblem("folder", fileURLToPath(folder), "the folder of a catalog");
    throw new InvalidInput("the catalog", [problem]);
  }
  return loadEntries(folder, (file) => load(new URL(file, folder)));
}

/**
 * The entry of one workload.
 *
 * @param project - folder of the platform's repository; its URL ends with a slash
 * @throws {InvalidInput} if there is none, or the catalog is wrong
 */
export async function catalogEntry(project: URL, name: string): Promise<Workload> {
  const catalog = await catalogIn(new URL(CATALOG, project));
  const found = catalog.find((each) => each.name === name);
  if (found) return found;
  const want = `one of ${catalog.map((each) => each.name).join(", ")}`;
  throw new InvalidInput("the catalog", [formatProblem("workload", name, want)]);
}

/** The module of an entry. It is TypeScript, which Node.js 20 does not run. */
async function load(file: URL): Promise<{ readonly workload?: unknown }> {
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(file)],
    bundle: true,
    format: "esm",
    platform: "node",
    write: false,
    logLevel: "silent",
  });
  const code = Buffer.from(outputFiles[0]?.contents ?? []).toString("base64");
  return import(`data:text/javascript;base64,${code}`);
}
