import { pathToFileURL } from "node:url";
import { z } from "zod";
import type { Workload } from "../infra/catalog/workload";
import { escapeData } from "../infra/github/workflow-command";
import { ProblemList } from "../infra/problems";
import { reviewedCatalog } from "./catalog-workload";
import { MIGRATIONS, migrates } from "./publish-release";
import { reportError } from "./report-error";
import { runNc } from "./run-nc";

/** The workloads of a repository that have migrations. */
export function migratingWorkloads(
  catalog: readonly Workload[],
  repository: string,
): readonly Workload[] {
  const [, name] = repository.split("/");
  return catalog.filter((each) => each.repository === name && migrates(each));
}

/** The command line of `nc` that checks what a commit adds to a workload's migrations. */
export function checkCommand({ name }: Workload, revision: string, checkout: string): string[] {
  const at = ["--workload", name, "--checkout", checkout];
  return ["migrations", "check", MIGRATIONS, ...at, "--since", revision];
}

const statement = z.object({ file: z.string(), line: z.int(), finding: z.string() });
const answered = z.object({
  report: z.object({ destructive: z.array(statement), blocking: z.array(statement) }),
});

/** What a reviewer should know of them, as commands of a workflow that show it in the pull request. */
export function annotations(answer: unknown, { owner }: Workload): string[] {
  const { destructive, blocking } = answered.parse(answer).report;
  return [
    ...destructive.map((each) => ({ ...each, why: `its tag needs an approval by ${owner}` })),
    ...blocking.map((each) => ({ ...each, why: "a large table is locked for long" })),
  ].map(
    ({ file, line, finding, why }) =>
      `::warning::${escapeData(`${file}:${line} ${finding}: ${why}`)}`,
  );
}

/** `tools/check-migrations.ts <revision> <checkout>`: of every workload of GITHUB_REPOSITORY that has migrations. */
async function main(revision = "HEAD^1", checkout = "."): Promise<void> {
  const { GITHUB_REPOSITORY = "" } = process.env;
  const workloads = migratingWorkloads(await reviewedCatalog(), GITHUB_REPOSITORY);
  const problems = new ProblemList();
  for (const each of workloads) {
    try {
      const { answer } = await runNc(checkCommand(each, revision, checkout));
      for (const line of annotations(answer, each)) console.log(line);
    } catch (error) {
      problems.add(error);
    }
  }
  problems.throwIfAny("the migrations");
  console.log(`${workloads.length} workloads of ${GITHUB_REPOSITORY} have migrations.`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await main(...process.argv.slice(2)).catch(reportError);
}
