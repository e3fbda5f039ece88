import { randomBytes } from "node:crypto";
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { formatProblem, InvalidInput } from "../../infra/problems";

/**
 * The text of a file that a command line names.
 *
 * @param field - the option, as the message names it
 * @throws {InvalidInput} if it cannot be read
 */
export function readTextFile(field: string, path: string): string {
  return readBinaryFile(field, path).toString("utf8");
}

/**
 * The bytes of a file that a command line names.
 *
 * @param field - the option, as the message names it
 * @throws {InvalidInput} if it cannot be read
 */
export function readBinaryFile(field: string, path: string): Buffer {
  return onDisk(field, path, "a file that can be read", () => readFileSync(path));
}

/**
 * Writes a file whole, or not at all.
 *
 * @throws {InvalidInput} if it cannot be written
 */
export function writeTextFile(field: string, path: string, text: string): void {
  writeBinaryFile(field, path, Buffer.from(text));
}

/**
 * Writes a file of bytes whole, or not at all.
 *
 * @throws {InvalidInput} if it cannot be written
 */
export function writeBinaryFile(field: string, path: string, bytes: Uint8Array): void {
  const draft = `${path}.${randomBytes(6).toString("hex")}`;
  onDisk(field, path, "a file that can be written", () => {
    try {
      writeFileSync(draft, bytes);
      renameSync(draft, path);
    } finally {
      rmSync(draft, { force: true });
    }
  });
}

function onDisk<T>(field: string, path: string, want: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    // Node's own errors of the file system have a code; all else is a defect of ours.
    if (!(error instanceof Error) || !("code" in error)) throw error;
    throw new InvalidInput("files", [formatProblem(field, path, `${want} (${error.code})`)]);
  }
}
