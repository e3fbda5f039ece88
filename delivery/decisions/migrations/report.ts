import { formatProblem } from "../../../infra/problems";
import { isVersion } from "../release/version";
import { blocking, createdTables } from "./blocking";
import { tooEarlyProblems, undatedProblems, unusedSince } from "./contract-step";
import { destructive } from "./destructive";
import { forwardOnlyProblems, type MigrationFile, type MigrationsOf } from "./forward-only";
import { runAgainProblems } from "./run-again";
import { findingsIn, type SqlStatement, type StatementFinding } from "./statement";

/** A file of migrations, read and parsed. */
export interface ParsedMigration extends MigrationFile {
  readonly text: string;
  readonly statements: readonly SqlStatement[];
}

/** The migrations of a release, and what they are compared with. */
export interface ReleaseMigrations {
  readonly version: string;
  /**
   * Whether it is a tag's. Of what is merged, and built for dev, nothing asks how it follows the releases before: they
   * are not there, and dev's data is synthetic.
   */
  readonly isTagged: boolean;
  /** In the order in which they run. */
  readonly files: readonly ParsedMigration[];
  /** Whether the service has a script for emergencies. */
  readonly hasEmergencyScript: boolean;
  /** The flag that guards a change of the database's shape. @default - none */
  readonly flag?: string;
  /** Migrations of the release before. @default - there is none, and all files are new */
  readonly before?: MigrationsOf;
  /** The release that is everywhere in the environment, by its ledger. @default - none */
  readonly everywhere?: string;
}

/** What the new files of a release do, and why they may not. */
export interface MigrationReport {
  readonly report: {
    /** Each with the release that its file says stopped using it; empty where the file is refused for saying none. */
    readonly destructive: (StatementFinding & { readonly unusedSince: string })[];
    readonly blocking: StatementFinding[];
    /** Files that were there before, each with the release that its file says stopped using what it takes away. */
    readonly earlier?: { readonly file: string; readonly unusedSince: string }[];
  };
  /** A line each; none where the release may run them, once what is destructive is approved. */
  readonly refused: string[];
}

/** Reads the new files of a release: what they take away, whom they block, and which rule they break (CI/CL-002 §8). */
export function reportMigrations(release: ReleaseMigrations): MigrationReport {
  const { version, isTagged, files, before, everywhere, flag } = release;
  const isKnown = (file: MigrationFile) =>
    before?.files.some(({ path, sha256 }) => path === file.path && sha256 === file.sha256);
  const added = files.filter((each) => !isKnown(each));
  const statements = added.flatMap((each) => each.statements);
  const created = createdTables(statements);
  const takes = findingsIn(statements, destructive);
  const earlier = earlierContracts(files.filter(isKnown));
  return {
    report: {
      destructive: takes.map(({ file, line, finding }) => {
        const { text = "" } = added.find(({ path }) => path === file) ?? {};
        return { file, line, finding, unusedSince: unusedSince(text) ?? "" };
      }),
      blocking: findingsIn(statements, (node) => blocking(node, created)),
      ...(earlier.length > 0 && { earlier }),
    },
    refused: [
      ...(isTagged && before ? forwardOnlyProblems(before, { version, files }) : []),
      ...added.flatMap((each) => runAgainProblems(each.statements)),
      ...undatedProblems(takes, added),
      ...(isTagged ? tooEarlyProblems(takes, added, everywhere) : []),
      ...(takes.length > 0 && flag === undefined
        ? [formatProblem("flag", undefined, "the flag that guards the change of shape")]
        : []),
      ...(release.hasEmergencyScript
        ? []
        : [formatProblem("emergency.sql", "missing", "the service's script for emergencies")]),
    ],
  };
}

/** Files that take something away, of those that say since when it is unused. */
function earlierContracts(files: readonly ParsedMigration[]) {
  return files.flatMap(({ path: file, text, statements }) => {
    const since = unusedSince(text);
    if (since === undefined || !isVersion(since)) return [];
    return findingsIn(statements, destructive).length > 0 ? [{ file, unusedSince: since }] : [];
  });
}
