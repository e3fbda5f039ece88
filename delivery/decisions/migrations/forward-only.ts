import { formatProblem } from "../../../infra/problems";
import { bumpBetween } from "../release/version";

/** A migration's file. */
export interface MigrationFile {
  readonly path: string;
  /** SHA-256 of its text, 64 hex digits. */
  readonly sha256: string;
}

/** The migrations of one release, in the order in which they run. */
export interface MigrationsOf {
  readonly version: string;
  readonly files: readonly MigrationFile[];
}

/**
 * What breaks the rule that migrations only go forward within a major version (CI/CL-002 §8), a line each: those of
 * the release before are there unchanged, and new ones come after them. A major version may begin anew.
 */
export function forwardOnlyProblems(before: MigrationsOf, now: MigrationsOf): string[] {
  if (bumpBetween(before.version, now.version) === "major") return [];
  const problems = before.files.flatMap(({ path, sha256 }) => {
    const found = now.files.find((each) => each.path === path);
    const want = `as in ${before.version}: within a major version, migrations only go forward`;
    if (found === undefined) return [formatProblem(path, "gone", want)];
    return found.sha256 === sha256 ? [] : [formatProblem(path, "changed", want)];
  });
  const last = before.files.at(-1)?.path ?? "";
  const known = new Set(before.files.map(({ path }) => path));
  const early = now.files.filter(({ path }) => !known.has(path) && path < last);
  const want = `a name after ${last}, which has run before it`;
  return [...problems, ...early.map(({ path }) => formatProblem("name", path, want))];
}
