import { fileURLToPath } from "node:url";
import { entryNames } from "../../infra/catalog/entry-files";
import { parseCatalog } from "../../infra/catalog/parse";
import type { Workload } from "../../infra/catalog/workload";
import { formatProblem, InvalidInput } from "../../infra/problems";

/**
 * The entry of a workload in the catalog, as it is reviewed in the platform's repository.
 *
 * @param project - folder of the platform's repository; its URL ends with a slash
 * @throws {InvalidInput} if there is none, or the catalog is wrong
 */
export async function catalogEntry(project: URL, name: string): Promise<Workload> {
  const folder = new URL("stacks/catalog/", project);
  const names = entryNames(folder);
  if (!names.includes(name)) {
    const want = `one of ${names.join(", ")}`;
    throw new InvalidInput("the catalog", [formatProblem("workload", name, want)]);
  }
  const entries = await Promise.all(names.map(async (each) => [each, await load(folder, each)]));
  const catalog = parseCatalog(Object.fromEntries(entries));
  const found = catalog.find((each) => each.name === name);
  if (found === undefined) throw new Error(`${name} is not in the catalog that has its file`);
  return found;
}

/** What a file exports as `workload`. It is TypeScript, which Node.js 20 does not run. */
async function load(folder: URL, name: string): Promise<unknown> {
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(`${name}.ts`, folder))],
    bundle: true,
    format: "esm",
    platform: "node",
    write: false,
    logLevel: "silent",
  }).catch((error: Error) => {
    throw new InvalidInput(`stacks/catalog/${name}.ts`, [error.message]);
  });
  const code = Buffer.from(outputFiles[0]?.contents ?? []).toString("base64");
  const { workload } = await import(`data:text/javascript;base64,${code}`);
  return workload;
}
