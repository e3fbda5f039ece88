import type { Node } from "libpg-query";
import { contains, nameOf, type SqlStatement } from "./statement";

/**
 * What would keep a migration from being run again after it was killed half-way, a line each.
 *
 * A file runs in one transaction, so that all or nothing of it is there. What PostgreSQL refuses in a transaction
 * (documentation, "CREATE INDEX", "DROP INDEX", "REINDEX", "VACUUM", "ALTER SYSTEM") has a file without other statements. An
 * index that was not finished stays, invalid, under its name (ibid., "Building Indexes Concurrently"): the file drops it
 * first.
 *
 * @param statements - of one file
 */
export function runAgainProblems(statements: readonly SqlStatement[]): string[] {
  const alone = statements.filter(({ node }) => needsNoTransaction(node));
  const inTransaction = statements.filter(({ node }) => !needsNoTransaction(node));
  const problems = statements
    .filter(({ node }) => "TransactionStmt" in node)
    .map((each) => problem(each, "a transaction's own begin or end", "one for the whole file"));
  if (alone.length > 0) {
    const want = "another file than what PostgreSQL refuses in one";
    problems.push(...inTransaction.map((each) => problem(each, "in need of a transaction", want)));
  }
  for (const [index, statement] of statements.entries()) {
    const name = concurrentIndex(statement.node);
    if (name === undefined) continue;
    if (statements.slice(0, index).some(({ node }) => dropsIfThere(node, name))) continue;
    const want = `DROP INDEX CONCURRENTLY IF EXISTS ${name} before it`;
    problems.push(problem(statement, "an index that stays, invalid, if it is killed", want));
  }
  return problems;
}

function problem({ file, line }: SqlStatement, what: string, want: string): string {
  return `${file}:${line} is ${what}: expected ${want}`;
}

function needsNoTransaction(node: Node): boolean {
  if ("IndexStmt" in node) return node.IndexStmt.concurrent === true;
  if ("DropStmt" in node) return node.DropStmt.concurrent === true;
  if ("ReindexStmt" in node) return contains(node.ReindexStmt.params, "DefElem");
  if ("VacuumStmt" in node) return node.VacuumStmt.is_vacuumcmd === true;
  return "CreatedbStmt" in node || "DropdbStmt" in node || "AlterSystemStmt" in node;
}

/** Name of an index that is made while its table is used. */
function concurrentIndex(node: Node): string | undefined {
  if (!("IndexStmt" in node) || node.IndexStmt.concurrent !== true) return undefined;
  return node.IndexStmt.idxname ?? "(without a name)";
}

function dropsIfThere(node: Node, name: string): boolean {
  if (!("DropStmt" in node) || node.DropStmt.removeType !== "OBJECT_INDEX") return false;
  const { missing_ok, objects = [] } = node.DropStmt;
  const isNamed = (each: Node) => nameOf(each).split(".").at(-1) === name;
  return missing_ok === true && objects.some(isNamed);
}
