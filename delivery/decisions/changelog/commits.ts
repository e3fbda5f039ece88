import { CommitParser } from "conventional-commits-parser";

/** A commit since the last release of the workload. */
export interface Commit {
  /** Full id. */
  readonly id: string;
  /** Its whole message: untrusted text. */
  readonly message: string;
}

/** A commit as Conventional Commits 1.0.0 reads it. */
export interface ConventionalCommit {
  readonly id: string;
  /** In lower case, such as `feat`. @default - the message is no conventional commit */
  readonly type?: string;
  readonly scope?: string;
  /** First line without type and scope. */
  readonly subject: string;
  /** What breaks, each as its author says it; empty where nothing does. */
  readonly breaking: readonly string[];
}

const parser = new CommitParser({
  headerPattern: /^(\w+)(?:\(([^()\r\n]+)\))?!?: +(.+)$/,
  breakingHeaderPattern: /^(\w+)(?:\(([^()\r\n]+)\))?!: +(.+)$/,
  headerCorrespondence: ["type", "scope", "subject"],
  noteKeywords: ["BREAKING CHANGE", "BREAKING-CHANGE"],
});

/** Most characters of a message that are read: nobody writes more by hand. */
const READ = 20_000;

/** Reads a commit's message. One that is not conventional has no type, and its first line as subject. */
export function readCommit({ id, message }: Commit): ConventionalCommit {
  const text = message.slice(0, READ).trim();
  if (text === "") return { id, subject: "(no message)", breaking: [] };
  const { header, type, scope, subject, notes } = parser.parse(text);
  const breaking = notes.map((note) => note.text.trim());
  if (!type || !subject) return { id, subject: header?.trim() || "(no message)", breaking };
  return {
    id,
    type: type.toLowerCase(),
    scope: scope ?? undefined,
    subject: subject.trim(),
    breaking,
  };
}
