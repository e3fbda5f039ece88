import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { factsOf, type Workload } from "../../infra/catalog/workload";
import { formatProblem, InvalidInput } from "../../infra/problems";
import { reportError } from "../report-error";
import { catalogWorkload } from "./catalog-workload";
import { sha256Of } from "./handed-over";
import { runNc } from "./run-nc";

/** Folders of a build. */
interface Folders {
  /** The commit that is built. */
  readonly checkout: string;
  /** Gets the artifacts, `built.json`, and what a scanner reads. */
  readonly out: string;
  /** Python with the packages of tools/setup/python/wheel/requirements.txt. */
  readonly python: string;
}

/** Folder of a function's code, which `make build` of its repository fills. */
export const codeFolder = (name: string, { checkout }: Folders) => join(checkout, "dist", name);

/**
 * The command lines of `nc` that build a workload, by its entry in the catalog (CI/CL-002 §2).
 *
 * @throws {InvalidInput} for one that has no artifact to build
 */
export function buildCommands(workload: Workload, folders: Folders): readonly string[][] {
  const { checkout, out, python } = folders;
  const image = ["build", "image", "--checkout", checkout, "--out", join(out, "image")];
  const zip = ["build", "zip", codeFolder(workload.name, folders), "--out", join(out, "code.zip")];
  const wheel = ["build", "wheel", "--checkout", checkout, "--python", python, "--out", out];
  const commands = [
    ...(factsOf(workload).shipsImage ? [image] : []),
    ...(isZip(workload) ? [zip] : []),
    ...(workload.wheels ? [wheel] : []),
  ];
  if (commands.length > 0) return commands;
  const want = "a workload with an image, a zip or a wheel: a Terraform stack is planned";
  throw new InvalidInput(workload.name, [formatProblem("kind", workload.kind, want)]);
}

/** Whether its code is a zip: a function's, and that of what runs as one. */
function isZip(workload: Workload): boolean {
  return workload.kind !== "terraform" && !factsOf(workload).shipsImage;
}

/**
 * Builds a workload of a checkout.
 *
 * @param out - folder that gets the artifacts, and `built.json`, the list of them
 * @returns SHA-256 of `built.json`
 */
export async function buildArtifacts(
  workload: Workload,
  checkout: string,
  out: string,
): Promise<string> {
  mkdirSync(out, { recursive: true });
  const folders = { checkout, out, python: workload.wheels ? pythonIn(`${out}-python`) : "" };
  const commands = buildCommands(workload, folders);
  if (isZip(workload)) {
    execFileSync("make", ["build"], { cwd: checkout, stdio: ["ignore", "inherit", "inherit"] });
    cpSync(codeFolder(workload.name, folders), join(out, "unpacked"), { recursive: true });
  }
  const answers: unknown[] = [];
  for (const words of commands) answers.push((await runNc(words)).answer);
  const list = JSON.stringify(answers);
  writeFileSync(join(out, "built.json"), list);
  return sha256Of(list);
}

/** `tools/workflow/build-artifacts.ts <workload> <checkout> <folder>`: prints the SHA-256 of `built.json`. */
async function main(name = "", checkout = ".", out = "built"): Promise<void> {
  console.log(`sha256=${await buildArtifacts(await catalogWorkload(name), checkout, out)}`);
}

/** A Python of its own with what builds wheels, each package by its hash. */
function pythonIn(folder: string): string {
  const requirements = fileURLToPath(
    new URL("../setup/python/wheel/requirements.txt", import.meta.url),
  );
  const python = join(folder, "bin", "python");
  const run = (command: string, ...words: string[]) =>
    execFileSync(command, words, { stdio: ["ignore", "ignore", "inherit"] });
  run("python3", "-m", "venv", folder);
  run(python, "-m", "pip", "install", "--quiet", "--require-hashes", "--requirement", requirements);
  return python;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await main(...process.argv.slice(2)).catch(reportError);
}
