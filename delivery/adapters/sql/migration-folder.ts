import { createHash } from "node:crypto";
import { lstat, readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { formatProblem, InvalidInput } from "../../../infra/problems";

/** A file of SQL. */
export interface SqlFile {
  /** From the clone, such as `migrations/0001-invoices.sql`. */
  readonly path: string;
  readonly text: string;
  /** SHA-256 of its bytes, 64 hex digits. */
  readonly sha256: string;
}

/** Migrations of one service. */
export interface MigrationFolder {
  /** In the order in which they run, which is that of their names. */
  readonly files: readonly SqlFile[];
  /** What a person runs in an emergency (CI/CL-002 §8). @default - it is missing */
  readonly emergencyScript?: SqlFile;
}

const EMERGENCY = "emergency.sql";

/** A name that sorts as it is meant to. */
const NAME = /^\d{4}-[a-z0-9-]+\.sql$/;

/**
 * Reads the folder of a service's migrations: `0001-name.sql` and so on, and `emergency.sql`. A link is refused: what it
 * leads to is no file of the repository.
 *
 * @param folder - from the clone, or absolute
 * @param checkout - folder of the clone. @default - the current one
 * @throws {InvalidInput} that lists every name that is wrong
 */
export async function readMigrations(folder: string, checkout = "."): Promise<MigrationFolder> {
  const at = resolve(checkout, folder);
  const isFolder = await lstat(at).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) {
    throw new InvalidInput("the migrations", [formatProblem("folder", folder, "a folder")]);
  }
  const entries = await readdir(at, { withFileTypes: true });
  const names = entries.map(({ name }) => name);
  const sql = names.filter((name) => name !== EMERGENCY).sort();
  const problems = sql
    .filter((name) => !NAME.test(name))
    .map((name) => formatProblem("file", name, 'a name such as "0001-invoices.sql"'));
  const numbers = sql.map((name) => name.slice(0, 4));
  problems.push(
    ...sql
      .filter((_, index) => numbers.indexOf(numbers[index] ?? "") !== index)
      .map((name) => formatProblem("file", name, "a number of its own")),
  );
  problems.push(
    ...entries
      .filter((each) => !each.isFile())
      .map(({ name }) => formatProblem(name, "a link or a folder", "a file")),
  );
  if (sql.length === 0) problems.push(formatProblem("folder", folder, "one migration or more"));
  if (problems.length > 0) throw new InvalidInput("the migrations", problems);
  const read = async (name: string): Promise<SqlFile> => {
    const path = join(folder, name);
    const bytes = await readFile(join(at, name));
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    return { path, text: bytes.toString("utf8"), sha256 };
  };
  return {
    files: await Promise.all(sql.map(read)),
    emergencyScript: names.includes(EMERGENCY) ? await read(EMERGENCY) : undefined,
  };
}
