import { pathToFileURL } from "node:url";
import { z } from "zod";
import type { Workload } from "../../infra/catalog/workload";
import { escapeData, escapeProperty } from "../../infra/github/workflow-command";
import { ProblemList } from "../../infra/problems";
import { reportError } from "../report-error";
import { reviewedCatalog } from "./catalog-workload";
import { migrationsFolder } from "./publish-release";
import { runNc } from "./run-nc";

/** A workload of a repository, and the command line of `nc` that checks what a commit adds to its migrations. */
export interface MigrationCheck {
  readonly workload: Workload;
  readonly words: readonly string[];
}

/**
 * The checks of every workload of a repository that has migrations.
 *
 * @param repository - `owner/name`
 * @param revision - whose migrations are there already
 */
export function migrationChecks(
  catalog: readonly Workload[],
  repository: string,
  revision: string,
  checkout: string,
): MigrationCheck[] {
  const [, repo] = repository.split("/");
  return catalog
    .filter((each) => each.repository === repo)
    .flatMap((workload) => {
      const folder = migrationsFolder(workload, checkout);
      if (folder === undefined) return [];
      const at = ["--workload", workload.name, "--checkout", checkout, "--since", revision];
      return [{ workload, words: ["migrations", "check", folder, ...at] }];
    });
}

const statement = z.object({ file: z.string(), line: z.int(), finding: z.string() });
const answered = z.object({
  report: z.object({ destructive: z.array(statement), blocking: z.array(statement) }),
});

/** What a reviewer should know of them, as commands of a workflow that show it in the pull request, at its line of the file. */
export function annotations(answer: unknown, { owner }: Workload): string[] {
  const { destructive, blocking } = answered.parse(answer).report;
  return [
    ...destructive.map((each) => ({ ...each, why: `its tag needs an approval by ${owner}` })),
    ...blocking.map((each) => ({ ...each, why: "a large table is locked for long" })),
  ].map(
    ({ file, line, finding, why }) =>
      `::warning file=${escapeProperty(file)},line=${line}::${escapeData(`${finding}: ${why}`)}`,
  );
}

/** `tools/workflow/check-migrations.ts <revision> <checkout>`: of every workload of GITHUB_REPOSITORY that has migrations. */
async function main(revision = "HEAD^1", checkout = "."): Promise<void> {
  const { GITHUB_REPOSITORY = "" } = process.env;
  const checks = migrationChecks(await reviewedCatalog(), GITHUB_REPOSITORY, revision, checkout);
  const problems = new ProblemList();
  for (const { workload, words } of checks) {
    try {
      const { answer } = await runNc(words);
      for (const line of annotations(answer, workload)) console.log(line);
    } catch (error) {
      problems.add(error);
    }
  }
  problems.throwIfAny("the migrations");
  console.log(`${checks.length} workloads of ${GITHUB_REPOSITORY} have migrations.`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await main(...process.argv.slice(2)).catch(reportError);
}
