import { hasSqlDetails, parse } from "libpg-query";
import { formatProblem, InvalidInput } from "../../../infra/problems";
import type { SqlStatement } from "../../decisions/migrations/statement";

/**
 * The statements of a file, as PostgreSQL 18's own parser reads them. What is no character of UTF-8 is refused, and so is
 * the character 0: the parser takes it for the end, and whoever runs the file may go on behind it.
 *
 * @throws {InvalidInput} that says where the file is no SQL
 */
export async function parseSql(file: string, text: string): Promise<SqlStatement[]> {
  const bytes = Buffer.from(text);
  for (const unreadable of ["\0", "\uFFFD"]) {
    const at = text.indexOf(unreadable);
    if (at < 0) continue;
    const line = lineAt(bytes, Buffer.byteLength(text.slice(0, at)));
    const problem = formatProblem(`${file}:${line}`, unreadable, "text in UTF-8, without NUL");
    throw new InvalidInput("the migrations", [problem]);
  }
  const { stmts = [] } = await parse(text).catch((error: unknown) => {
    if (!hasSqlDetails(error)) throw error;
    const line = lineAt(bytes, error.sqlDetails?.cursorPosition ?? 0);
    const problem = formatProblem(`${file}:${line}`, error.message, "PostgreSQL's SQL");
    throw new InvalidInput("the migrations", [problem]);
  });
  return stmts.flatMap(({ stmt, stmt_location = 0, stmt_len }) => {
    if (stmt === undefined) return [];
    const end = stmt_len === undefined ? bytes.length : stmt_location + stmt_len;
    const before = leading(bytes.subarray(stmt_location, end).toString("utf8"));
    return [{ file, line: lineAt(bytes, stmt_location + Buffer.byteLength(before)), node: stmt }];
  });
}

/** Blanks and comments in front of a statement: the parser counts them as part of it. */
function leading(text: string): string {
  return /^(?:\s+|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)*/.exec(text)?.[0] ?? "";
}

/** Line of a position in bytes, from 1. */
function lineAt(bytes: Buffer, position: number): number {
  return bytes.subarray(0, position).filter((byte) => byte === 0x0a).length + 1;
}
