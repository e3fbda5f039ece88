import { appendFileSync } from "node:fs";
import { escapeData, escapeProperty } from "../../infra/github/workflow-command";
import { withoutSecrets } from "../../infra/secrets";
import type { Outcome, Result } from "./verb";

/** Exit code of each result; a wrong command line has 2. */
export const EXIT_CODES = { pass: 0, fail: 1, wait: 3 } as const satisfies Record<Result, number>;

/** Exit code of a wrong command line. */
export const USAGE = 2;

/** Where output goes. */
export interface Streams {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** Shows what a verb answered: as JSON where that is asked for, else line by line. */
export function showOutcome(
  verb: string,
  { result, answer, lines }: Outcome<unknown>,
  json: boolean,
  { out }: Streams,
): void {
  if (json) out(`${JSON.stringify({ verb, result, answer }, null, 2)}\n`);
  else out(`${lines.map(onOneLine).join("\n")}\n`);
}

/** Shows why there is no answer; as JSON too where that is asked for. */
export function showProblems(verb: string, message: string, json: boolean, streams: Streams): void {
  if (json) {
    const problems = message.split("\n");
    streams.out(`${JSON.stringify({ verb, result: "fail", problems }, null, 2)}\n`);
  } else streams.err(`${message.split("\n").map(onOneLine).join("\n")}\n`);
}

/** Shows one line of progress. */
export function showProgress(line: string, { err }: Streams): void {
  err(`${onOneLine(line)}\n`);
}

/**
 * A text with what would end its line, or move the cursor, as escapes: other people's words are in it, and a runner
 * of GitHub's takes a line that begins with `::` for a command.
 */
function onOneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]/gu, (character) => {
    const code = character.charCodeAt(0).toString(16).padStart(4, "0");
    return `\\u${code}`;
  });
}

/**
 * In a job of GitHub Actions: adds the answer, or why there is none, to the job's summary, and shows each line of a
 * `fail` or a `wait` as an annotation.
 *
 * @param env - `GITHUB_STEP_SUMMARY` and `GITHUB_ACTIONS`, as the runner sets them
 */
export function showOnGitHub(
  verb: string,
  { result, lines, markdown }: Pick<Outcome<unknown>, "result" | "lines" | "markdown">,
  env: Readonly<Record<string, string | undefined>>,
  { err }: Streams,
): void {
  if (env.GITHUB_STEP_SUMMARY) {
    appendFileSync(env.GITHUB_STEP_SUMMARY, withoutSecrets(`${markdown ?? block(lines)}\n`));
  }
  if (env.GITHUB_ACTIONS === "true" && result !== "pass") {
    const level = result === "fail" ? "error" : "notice";
    err(`::${level} title=nc ${escapeProperty(verb)}::${escapeData(lines.join("\n"))}\n`);
  }
}

/** Lines as an indented code block (CommonMark 0.31, section 4.4), which no text can end. */
function block(lines: readonly string[]): string {
  const each = lines.flatMap((line) => line.split(/\r\n?|\n/));
  return `\n${each.map((line) => `    ${line}`).join("\n")}\n`;
}
