import { chmod, lstat, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { git } from "./git";
import { inWorktree } from "./worktree";

/** The files of a commit, in a folder that has nothing else. */
export interface CommitFiles {
  readonly folder: string;
  /** When the commit was made, in seconds since 1970: `SOURCE_DATE_EPOCH` of what is built of it. */
  readonly time: number;
}

/**
 * Runs `work` on the files of a commit alone: what a checkout has beside them, such as ignored files, gets into no
 * build. Their modes are the same on every machine, whatever its umask. The folder is removed after it.
 *
 * @param checkout - folder of a clone that has the commit
 * @param commit - its full id, 40 hex digits
 * @throws {InvalidInput} if the clone has no such commit
 */
export async function withCommitFiles<T>(
  checkout: string,
  commit: string,
  work: (files: CommitFiles) => Promise<T>,
): Promise<T> {
  return inWorktree(checkout, commit, async (folder) => {
    const shown = await git(folder, ["show", "--no-patch", "--format=%ct", commit]);
    // It names the folder, which is another in each build.
    await rm(join(folder, ".git"));
    await setModes(folder);
    return work({ folder, time: Number(shown.trim()) });
  });
}

async function setModes(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder)) {
    const path = join(folder, entry);
    const found = await lstat(path);
    if (found.isDirectory()) await setModes(path);
    else if (found.isFile()) await chmod(path, found.mode & 0o100 ? 0o755 : 0o644);
  }
}
