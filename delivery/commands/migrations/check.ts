import { z } from "zod";
import type { Workload } from "../../../infra/catalog/workload";
import { formatProblem, InvalidInput, ProblemList } from "../../../infra/problems";
import { catalogEntry } from "../../adapters/catalog";
import { type MigrationFolder, readMigrations } from "../../adapters/sql/migration-folder";
import { parseSql } from "../../adapters/sql/parse-sql";
import { verb } from "../../cli/verb";
import { reportMigrations } from "../../decisions/migrations/report";
import type { StatementFinding } from "../../decisions/migrations/statement";
import { migrations } from "../../decisions/release/migrations";
import { version } from "../../decisions/release/version";
import { environment, workload } from "../options";
import { versionOfRun } from "../release/origin";
import { comparedWith } from "./compared";
import { reviewsOf } from "./reviews";

/** `nc migrations check`: what the SQL of a release does to data and to users, and whether it may. */
export const migrationsCheck = verb({
  summary: "Checks the SQL of a release: what it takes away, whom it blocks, and whether it may.",
  example: "nc migrations check migrations --workload billing --version v1.4.0 --environment stg",
  input: z.strictObject({
    folder: z.string().min(1).meta({ description: "the folder of the migrations, in the clone" }),
    workload,
    version: version.optional().meta({
      description: "the version that they are for; that of GITHUB_REF",
    }),
    checkout: z.string().default(".").meta({ description: "folder of the clone" }),
    environment: environment.optional().meta({
      description: "the environment whose ledger knows which releases it has had; else none is",
    }),
    before: z.string().optional().meta({
      description: "the manifest of the release before, where no environment is asked",
    }),
    since: z.string().min(1).optional().meta({
      description: "a revision whose files are there already: what a pull request adds is checked",
    }),
    repository: z
      .string()
      .regex(/^[\w.-]+\/[\w.-]+$/, "owner/name")
      .optional()
      .meta({ description: "the repository, to ask who approved; GITHUB_REPOSITORY" }),
    commit: z
      .string()
      .regex(/^[0-9a-f]{40}$/, "40 hex digits")
      .optional()
      .meta({ description: "the commit of the release, for the same; GITHUB_SHA" }),
  }),
  positional: ["folder"],
  answer: migrations,
  async run(input, session) {
    const { environment: target, since } = input;
    const entry = await catalogEntry(session.project, input.workload);
    const flag = declaredFlag(entry);
    const isTagged = target !== "dev" && since === undefined;
    const release = since ?? input.version ?? versionOfRun(session);
    const found = await readMigrations(input.folder, input.checkout);
    const parsed = await parsedIn(found);
    const compared = await comparedWith(input, { ...input, release }, session);
    const { report, refused } = reportMigrations({
      version: release,
      isTagged,
      files: found.files.map((each) => ({ ...each, statements: parsed.get(each.path) ?? [] })),
      hasEmergencyScript: found.emergencyScript !== undefined,
      flag,
      ...compared,
    });
    const files = isTagged ? [...new Set(report.destructive.map(({ file }) => file))] : [];
    const { emergencyScript } = found;
    const all = isTagged ? [...found.files, emergencyScript] : [];
    const paths = { all: all.flatMap((each) => each?.path ?? []), files };
    const { repository = session.env.GITHUB_REPOSITORY, commit = session.env.GITHUB_SHA } = input;
    const reviewed = { repository, commit, environment: target };
    const { approvals, problems: unowned } = await reviewsOf(paths, entry, reviewed, session);
    refused.push(...unowned);
    const want = `an approval at --commit of --repository by ${entry.owner}, the team that owns it`;
    const unapproved = files.filter((each) => (approvals.get(each) ?? []).length === 0);
    refused.push(
      ...unapproved.map((each) => formatProblem(`approval of ${each}`, "missing", want)),
    );
    if (refused.length > 0) throw new InvalidInput("the migrations", refused);

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
        `${found.files.length} migrations ${since ? "since" : "of"} ${release}`,
        ...report.destructive.map((each) => `destructive  ${lineOf(each)}`),
        ...report.blocking.map((each) => `blocking     ${lineOf(each)}`),
        ...(approvedBy.length > 0 ? [`approved by  ${approvedBy.join(", ")}`] : []),
      ],
    };
  },
});

type Parsed = Awaited<ReturnType<typeof parseSql>>;

/** The statements of each file, by its path. */
async function parsedIn({ files, emergencyScript }: MigrationFolder) {
  const problems = new ProblemList();
  const parsed = new Map<string, Parsed>();
  for (const { path, text } of [...files, ...(emergencyScript ? [emergencyScript] : [])]) {
    try {
      parsed.set(path, await parseSql(path, text));
    } catch (error) {
      problems.add(error);
    }
  }
  problems.throwIfAny("the migrations");
  return parsed;
}

function lineOf({ file, line, finding }: StatementFinding): string {
  return `${file}:${line} ${finding}`;
}

/** The flag that the catalog declares as the guard of the workload's newest migrations. */
function declaredFlag(entry: Workload): string | undefined {
  return "migrations" in entry ? entry.migrations?.flag : undefined;
}
