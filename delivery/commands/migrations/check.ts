import { readFile } from "node:fs/promises";
import { z } from "zod";
import type { Workload } from "../../../infra/catalog/workload";
import type { Environment } from "../../../infra/environments";
import { formatProblem, InvalidInput, ProblemList } from "../../../infra/problems";
import { catalogEntry } from "../../adapters/catalog";
import { readMigrations } from "../../adapters/sql/migration-folder";
import { parseSql } from "../../adapters/sql/parse-sql";
import type { Session } from "../../cli/verb";
import { verb } from "../../cli/verb";
import { reportMigrations } from "../../decisions/migrations/report";
import type { StatementFinding } from "../../decisions/migrations/statement";
import { migrations } from "../../decisions/release/migrations";
import { parseReleaseText } from "../../decisions/release/release";
import { version } from "../../decisions/release/version";
import { releaseEverywhere } from "../../ledger/release-everywhere";
import { accountOf } from "../account";
import { environment, workload } from "../options";
import { reviewsOf } from "./reviews";

/** `nc migrations check`: what the SQL of a release does to data and to users, and whether it may. */
export const migrationsCheck = verb({
  summary: "Checks the SQL of a release: what it takes away, whom it blocks, and whether it may.",
  example:
    "nc migrations check migrations --workload billing --version v1.4.0 --before release.json",
  input: z.strictObject({
    folder: z.string().min(1).meta({ description: "the folder of the migrations" }),
    workload,
    version: version.meta({ description: "the version that they are for" }),
    before: z
      .string()
      .optional()
      .meta({ description: "the manifest of the release before; without it, all files are new" }),
    environment: environment.optional().meta({
      description: "the environment whose ledger knows which release is everywhere; else none is",
    }),
    repository: z
      .string()
      .regex(/^[\w.-]+\/[\w.-]+$/, "owner/name")
      .optional()
      .meta({ description: "the repository, to ask GitHub who approved what is destructive" }),
    commit: z
      .string()
      .regex(/^[0-9a-f]{40}$/, "40 hex digits")
      .optional()
      .meta({ description: "the commit of the release, for the same" }),
  }),
  positional: ["folder"],
  answer: migrations,
  async run(input, session) {
    const entry = await catalogEntry(session.project, input.workload);
    const flag = declaredFlag(entry);
    const found = await readMigrations(input.folder);
    const sources = [...found.files, ...(found.emergencyScript ? [found.emergencyScript] : [])];
    const problems = new ProblemList();
    const parsed = new Map<string, Awaited<ReturnType<typeof parseSql>>>();
    for (const { path, text } of sources) {
      try {
        parsed.set(path, await parseSql(path, text));
      } catch (error) {
        problems.add(error);
      }
    }
    problems.throwIfAny("the migrations");

    const before = input.before === undefined ? undefined : await releaseBefore(input.before);
    const { report, refused } = reportMigrations({
      version: input.version,
      files: found.files.map((each) => ({ ...each, statements: parsed.get(each.path) ?? [] })),
      hasEmergencyScript: found.emergencyScript !== undefined,
      flag,
      before,
      everywhere: await everywhereIn(input, session),
    });
    const files = [...new Set(report.destructive.map(({ file }) => file))];
    const all = sources.map(({ path }) => path);
    const { approvals, problems: unowned } = await reviewsOf({ all, files }, entry, input, session);
    refused.push(...unowned);
    const want = `an approval at --commit of --repository by ${entry.owner}, the team that owns it`;
    const unapproved = files.filter((each) => (approvals.get(each) ?? []).length === 0);
    refused.push(
      ...unapproved.map((each) => formatProblem(`approval of ${each}`, "missing", want)),
    );
    if (refused.length > 0) throw new InvalidInput("the migrations", refused);

    const { emergencyScript } = found;
    const approvedBy = [...new Set([...approvals.values()].flat())].sort();
    return {
      result: "pass",
      answer: {
        files: found.files.map(({ path, sha256 }) => ({ path, sha256 })),
        report,
        approvedBy,
        flag: report.destructive.length > 0 ? flag : undefined,
        emergencyScript: emergencyScript && {
          path: emergencyScript.path,
          sha256: emergencyScript.sha256,
        },
      },
      lines: [
        `${found.files.length} migrations of ${input.version}`,
        ...report.destructive.map((each) => `destructive  ${lineOf(each)}`),
        ...report.blocking.map((each) => `blocking     ${lineOf(each)}`),
        ...(approvedBy.length > 0 ? [`approved by  ${approvedBy.join(", ")}`] : []),
      ],
    };
  },
});

function lineOf({ file, line, finding }: StatementFinding): string {
  return `${file}:${line} ${finding}`;
}

async function releaseBefore(path: string) {
  const text = await readFile(path, "utf8").catch(() => {
    throw new InvalidInput("nc migrations check", [formatProblem("before", path, "a file")]);
  });
  const { version: tag, migrations: own } = parseReleaseText(text, path);
  return { version: tag, files: own?.files ?? [] };
}

/** The flag that the catalog declares as the guard of the workload's newest migrations. */
function declaredFlag(entry: Workload): string | undefined {
  return "migrations" in entry ? entry.migrations?.flag : undefined;
}

/** The release that is everywhere by the ledger of an environment; nothing where none is asked. */
async function everywhereIn(
  { environment, workload }: { environment?: Environment | undefined; workload: string },
  session: Session,
): Promise<string | undefined> {
  if (environment === undefined) return undefined;
  const ledger = await accountOf(environment, session).ledger();
  return releaseEverywhere(await ledger.eventsOf(workload));
}
