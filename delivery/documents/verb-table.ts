import { optionsOf } from "../cli/options";
import type { Listed } from "../cli/overview";

/** Lines of docs/nc.md between which the table of verbs stands. */
const [BEGIN, END] = ["<!-- verbs -->", "<!-- /verbs -->"];

/** File in docs/schemas of what a verb prints with `--json`. */
export function answerFile(verb: string): string {
  return `answers/${verb.replaceAll(" ", "-")}.json`;
}

/** The page with the table of the verbs that there are. */
export async function withVerbTable(
  page: string,
  verbs: Readonly<Record<string, Listed>>,
): Promise<string> {
  const [before, rest = ""] = page.split(BEGIN);
  const [, after] = rest.split(END);
  if (after === undefined) throw new Error(`the page has no place for the table: ${BEGIN} ${END}`);
  const rows = Object.entries(verbs).map(async ([name, { summary, load }]) => {
    const writes = optionsOf((await load()).input).some(({ flag }) => flag === "--dry-run");
    return [`\`${name}\``, summary, writes ? "yes" : "", `[schema](schemas/${answerFile(name)})`];
  });
  const head = ["verb", "what it does", "writes", "`--json`"];
  return `${before}${BEGIN}\n\n${table(head, await Promise.all(rows))}\n\n${END}${after}`;
}

/** A table of Markdown with its columns aligned. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  const rule = line(widths.map((width) => "-".repeat(width)));
  return [line(head), rule, ...rows.map(line)].join("\n");
}
