import type { FuncCall, Node, RangeVar } from "libpg-query";

/** One SQL statement of a migration. */
export interface SqlStatement {
  /** Path of its file. */
  readonly file: string;
  /** Line of its start, from 1. */
  readonly line: number;
  /** What PostgreSQL's parser makes of it. */
  readonly node: Node;
}

/** Something that was found in a statement. */
export interface StatementFinding {
  readonly file: string;
  readonly line: number;
  /** What the statement does, such as `drops the column amount of billing`. */
  readonly finding: string;
}

/** What `find` says of each statement. */
export function findingsIn(
  statements: readonly SqlStatement[],
  find: (node: Node) => readonly string[],
): StatementFinding[] {
  return statements.flatMap(({ file, line, node }) =>
    find(node).map((finding) => ({ file, line, finding })),
  );
}

/** A table's name, with its schema if the statement has one. */
export function tableName(relation: RangeVar | undefined): string {
  return [relation?.schemaname, relation?.relname].filter((each) => each !== undefined).join(".");
}

/** A qualified name that is a list of strings. */
export function nameOf(node: Node | undefined): string {
  if (node === undefined) return "";
  if ("String" in node) return node.String.sval ?? "";
  if ("List" in node) return (node.List.items ?? []).map(nameOf).join(".");
  if ("TypeName" in node) return (node.TypeName.names ?? []).map(nameOf).join(".");
  if ("ObjectWithArgs" in node) return (node.ObjectWithArgs.objname ?? []).map(nameOf).join(".");
  return "";
}

/** Whether a node of this kind is anywhere in what the parser made, such as in a `WITH`. */
export function contains(value: unknown, kind: string): boolean {
  return partsOf(value, kind).length > 0;
}

/** All nodes of this kind, or fields of this name, in what the parser made. */
export function partsOf(value: unknown, kind: string): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap((each) => partsOf(each, kind));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => [
    ...(key === kind ? [each] : []),
    ...partsOf(each, kind),
  ]);
}

/** Names of the functions that a statement calls, with their schemas if it has them. */
export function functionsIn(node: Node): readonly string[] {
  const called = partsOf(node, "FuncCall") as readonly FuncCall[];
  return called.map(({ funcname = [] }) => funcname.map(nameOf).join("."));
}
