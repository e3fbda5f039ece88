import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import { formatProblem, InvalidInput } from "../../infra/problems";
import { reportError } from "../report-error";
import { pythonTool } from "../setup/python.mjs";
import { catalogWorkload } from "./catalog-workload";

/** Files by which a folder could tell Checkov to find less (Checkov documentation, "CLI Command Reference"). */
const SETTINGS = [".checkov.yaml", ".checkov.yml"];

/** The parts that are read of Checkov's answer. */
const check = z.object({
  check_id: z.string(),
  check_name: z.string(),
  resource: z.string(),
  file_path: z.string(),
  file_line_range: z.tuple([z.int(), z.int()]),
});
const report = z.object({
  summary: z.object({
    passed: z.int(),
    failed: z.int(),
    skipped: z.int(),
    parsing_errors: z.int(),
  }),
  results: z.object({ failed_checks: z.array(check) }),
});
/** What it answers of a folder in which it checks nothing. */
const nothing = z.object({
  passed: z.literal(0),
  failed: z.literal(0),
  parsing_errors: z.literal(0),
});

/** What was found in a stack. */
interface Scan {
  readonly passed: number;
  readonly skipped: number;
  /** Each as `<file>:<line> <resource> <id>: <what is wrong>`. */
  readonly violations: readonly string[];
}

/**
 * Scans the Terraform configuration of a folder with Checkov, by the rules that come with it: nothing is downloaded, and
 * nothing of the folder is run. A line of a stack may skip a rule for one resource, with its reason, where a reviewer sees it.
 *
 * @throws {InvalidInput} for a folder that is none, has settings of Checkov's own, or cannot be parsed
 */
export async function scanTerraform(folder: string): Promise<Scan> {
  const problems = [
    ...(existsSync(folder) ? [] : [formatProblem("folder", folder, "the folder of a stack")]),
    ...SETTINGS.filter((name) => existsSync(join(folder, name))).map((name) =>
      formatProblem(
        "file",
        name,
        "no such file: a rule is skipped in the resource, with its reason",
      ),
    ),
  ];
  if (problems.length > 0) throw new InvalidInput("the IaC scan", problems);
  const checkov = await pythonTool("checkov", undefined, "iac");
  const { PATH = "", HOME = "" } = process.env;
  const words = ["--directory", resolve(folder), "--framework", "terraform", "--output", "json"];
  const options = [
    "--compact",
    "--quiet",
    "--skip-download",
    "--download-external-modules",
    "false",
  ];
  const { stdout, stderr } = spawnSync(checkov, [...words, ...options], {
    // Settings of the current folder and of the user count too: of neither is there any.
    cwd: join(checkov, ".."),
    env: { PATH, HOME, LOG_LEVEL: "ERROR" },
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  return read(stdout, stderr);
}

function read(text: string, log: string): Scan {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new InvalidInput("the IaC scan", log.trim().split("\n").slice(-5));
  }
  if (nothing.safeParse(json).success) return { passed: 0, skipped: 0, violations: [] };
  const { summary, results } = report.parse(json);
  if (summary.parsing_errors > 0) {
    const problem = formatProblem("files with mistakes", summary.parsing_errors, "none");
    throw new InvalidInput("the IaC scan", [problem]);
  }
  const violations = results.failed_checks.map(
    ({ check_id: id, check_name: name, resource, file_path: file, file_line_range: [line] }) =>
      `${file.replace(/^\//, "")}:${line} ${resource} ${id}: ${name}`,
  );
  return { passed: summary.passed, skipped: summary.skipped, violations: violations.sort() };
}

/**
 * `tools/workflow/iac-scan.ts <checkout> <workload>`: exit code 1 where the workload's stack violates a rule. Where the stack lies
 * in the checkout says the catalog.
 */
async function main(checkout = ".", workload = ""): Promise<void> {
  const { violations, passed, skipped } = await scanTerraform(
    join(checkout, await directoryOf(workload)),
  );
  for (const each of violations) console.log(each);
  console.log(`${violations.length} violations, ${passed} checks passed, ${skipped} skipped`);
  if (violations.length > 0) process.exitCode = 1;
}

async function directoryOf(name: string): Promise<string> {
  const workload = await catalogWorkload(name);
  if (workload.kind === "terraform") return workload.directory;
  const want = "terraform: only a stack is scanned";
  throw new InvalidInput("the IaC scan", [formatProblem("kind", workload.kind, want)]);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await main(...process.argv.slice(2)).catch(reportError);
}
