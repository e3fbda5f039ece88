import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { parseJsonText } from "../../infra/json-text";
import { formatProblem, InvalidInput, parse } from "../../infra/problems";

/** SHA-256 of bytes or a text, 64 hex digits. */
export function sha256Of(bytes: Buffer | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/**
 * The text of a file that another job has left, once it has the digest that this job was told: what lies in an
 * artifact of the run, every job of the run can have written.
 *
 * @throws {InvalidInput} if it is missing, or other bytes
 */
export function handedText(file: string, digest: string | undefined): string {
  const bytes = read(file);
  const got = sha256Of(bytes);
  if (got !== digest) {
    throw new InvalidInput(file, [formatProblem("SHA-256", got, digest ?? "the one of its job")]);
  }
  return bytes.toString("utf8");
}

/**
 * Checks every file of a folder's `files.json`, SHA-256 by name.
 *
 * @param digest - of `files.json` itself
 * @throws {InvalidInput} that lists each other one
 */
export function checkHandedFiles(folder: string, digest: string | undefined): void {
  const list = join(folder, "files.json");
  const files = parse(
    z.record(z.string().regex(/^[\w.-]+$/), z.string()),
    parseJsonText(handedText(list, digest), list),
    list,
  );
  const problems = Object.entries(files).flatMap(([name, want]) => {
    const got = sha256Of(read(join(folder, name)));
    return got === want ? [] : [formatProblem(`SHA-256 of ${name}`, got, want)];
  });
  if (problems.length > 0) throw new InvalidInput(folder, problems);
}

function read(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    throw new InvalidInput(file, [formatProblem("file", "missing", "what its job has made")]);
  }
}
