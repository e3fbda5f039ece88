import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Environment } from "../../infra/environments";
import type { Report } from "../../sandbox/report";
import { run } from "../children.mjs";
import { Missing } from "../progress.mjs";
import { catalogOf } from "./catalog";
import type { Measure } from "./summary";

const PREVIEW = fileURLToPath(new URL("./preview.ts", import.meta.url));

/**
 * Previews `environment` with a catalog of `workloads`, in a sandbox below `folder`.
 *
 * @throws {Missing} with what the preview says, if it fails
 */
export async function measure(
  environment: Environment,
  workloads: number,
  folder: string,
): Promise<Measure> {
  const own = join(folder, String(workloads));
  const catalog = join(own, "catalog");
  mkdirSync(catalog, { recursive: true });
  for (const entry of catalogOf(workloads)) {
    const text = `export const workload = ${JSON.stringify(entry, null, 2)};\n`;
    writeFileSync(join(catalog, `${entry.name}.ts`), text);
  }
  const words = ["preview", environment, "--json", "--folder", join(own, "sandbox")];
  const said = ["stdout", "stderr"].map((name) => join(own, name)) as [string, string];
  const files = said.map((file) => openSync(file, "w")) as [number, number];
  const started = performance.now();
  const code = await run(
    process.execPath,
    ["--import", "tsx", PREVIEW, catalog, ...words],
    { stdio: ["ignore", ...files] },
    "leader",
  );
  const seconds = (performance.now() - started) / 1000;
  for (const file of files) closeSync(file);
  const [stdout, stderr] = said.map((file) => readFileSync(file, "utf8")) as [string, string];
  if (!stdout.startsWith("{")) throw new Missing(`the preview ended with ${code}:\n${stderr}`);
  const { ok, environments } = JSON.parse(stdout) as { ok: boolean; environments: Report[] };
  if (!ok || code !== 0) throw new Missing(environments.flatMap(wrongIn).join("\n"));
  const resources = environments.reduce((sum, { changes }) => sum + changes.create, 0);
  return { workloads, resources, seconds };
}

/** What a preview ends with where it fails, without the plan. */
function wrongIn({ environment, violations, errors }: Report): string[] {
  return [
    ...violations.map(({ policy, resource, message }) => `${policy}: ${resource}: ${message}`),
    ...errors,
  ].map((each) => `${environment}: ${each}`);
}
