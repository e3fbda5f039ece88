import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { formatProblem, InvalidInput } from "../../../infra/problems";
import { git } from "./git";

/**
 * Runs `work` in a clean checkout of a commit, in a folder of its own that is removed after it.
 *
 * @param repository - folder of a clone that has the commit
 * @throws {InvalidInput} if it has not
 */
export async function inWorktree<T>(
  repository: string,
  commit: string,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const parent = await mkdtemp(join(tmpdir(), "nc-worktree-"));
  const folder = join(parent, "checkout");
  try {
    await git(repository, ["worktree", "add", "--quiet", "--detach", folder, commit]).catch(() => {
      const want = `a commit of the clone in ${repository}: fetch its whole history`;
      throw new InvalidInput("the checkout", [formatProblem("commit", commit, want)]);
    });
    return await work(folder);
  } finally {
    await rm(parent, { recursive: true, force: true });
    await git(repository, ["worktree", "prune"]).catch(() => {});
  }
}
