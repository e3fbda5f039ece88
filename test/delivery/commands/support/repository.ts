import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A git repository of a test's own. */
export interface Repository {
  readonly folder: string;
  /** Commits, with a message and no change. Answers the commit's id. */
  commit(message: string): string;
  /** Runs git in it, and answers what it says. */
  git(...words: readonly string[]): string;
  remove(): void;
}

/** Makes an empty repository, whatever the user's own configuration of git says. */
export function repository(): Repository {
  const folder = mkdtempSync(join(tmpdir(), "nc-history-"));
  const author = ["-c", "user.name=Ada", "-c", "user.email=ada@example.com"];
  const git = (...words: readonly string[]) =>
    execFileSync("git", ["-C", folder, ...author, "-c", "tag.gpgSign=false", ...words], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    }).trim();
  git("init", "--quiet", "--initial-branch=main");
  return {
    folder,
    git,
    commit(message) {
      git("commit", "--quiet", "--allow-empty", "--no-gpg-sign", `--message=${message}`);
      return git("rev-parse", "HEAD");
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
