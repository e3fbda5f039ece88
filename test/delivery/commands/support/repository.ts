import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A git repository of a test's own. */
export interface Repository {
  readonly folder: string;
  /**
   * Commits what is staged, if anything is, with a message. Answers the commit's id.
   *
   * @param at - when, in UTC. @default - now
   */
  commit(message: string, at?: string): string;
  /** Runs git in it, and answers what it says. */
  git(...words: readonly string[]): string;
  remove(): void;
}

/** Makes an empty repository, whatever the user's own configuration of git says. */
export function repository(): Repository {
  const folder = mkdtempSync(join(tmpdir(), "nc-history-"));
  const author = ["-c", "user.name=Ada", "-c", "user.email=ada@example.com"];
  const run = (words: readonly string[], env: Readonly<Record<string, string>>) =>
    execFileSync("git", ["-C", folder, ...author, "-c", "tag.gpgSign=false", ...words], {
      encoding: "utf8",
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    }).trim();
  const git = (...words: readonly string[]) => run(words, {});
  git("init", "--quiet", "--initial-branch=main");
  return {
    folder,
    git,
    commit(message, at) {
      const words = ["--quiet", "--allow-empty", "--no-gpg-sign", `--message=${message}`];
      run(["commit", ...words], at === undefined ? {} : { GIT_COMMITTER_DATE: at });
      return git("rev-parse", "HEAD");
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
