import { lstat, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { formatProblem, InvalidInput } from "../../../infra/problems";

/** Files of a folder, by their paths in it, with `/` on every system. */
export interface FolderFiles {
  readonly files: Readonly<Record<string, Uint8Array>>;
  /** Paths of those that their owner may run. */
  readonly executable: ReadonlySet<string>;
}

/**
 * Reads every file of a folder, and of the folders in it.
 *
 * @throws {InvalidInput} that lists every entry that is neither, such as a link: what it leads to is not in the zip; and
 *   every file that cannot be read
 */
export async function folderFiles(folder: string): Promise<FolderFiles> {
  const files: Record<string, Uint8Array> = {};
  const executable = new Set<string>();
  const problems: string[] = [];
  const walk = async (path: string): Promise<void> => {
    const names = await readdir(join(folder, path)).catch(() => {
      const problem = formatProblem("folder", folder, "a folder that can be read");
      throw new InvalidInput("the zip", [problem]);
    });
    for (const name of names) {
      const own = path === "" ? name : `${path}/${name}`;
      const found = await lstat(join(folder, own));
      if (found.isDirectory()) await walk(own);
      else if (found.isFile()) {
        const bytes = await readFile(join(folder, own)).catch((error: NodeJS.ErrnoException) => {
          problems.push(formatProblem(own, error.code, "a file that can be read"));
        });
        if (bytes) files[own] = bytes;
        if (found.mode & 0o100) executable.add(own);
      } else {
        const kind = found.isSymbolicLink() ? "a link" : "no file";
        problems.push(formatProblem(own, kind, "a file or a folder"));
      }
    }
  };
  await walk("");
  if (problems.length > 0) throw new InvalidInput("the zip", problems);
  return { files, executable };
}
