import type { AlterTableCmd, ColumnDef, Constraint, Node } from "libpg-query";
import { contains, nameOf, type SqlStatement, tableName } from "./statement";

/** Functions whose value is the same for all rows: a default of theirs needs no new copy of the table. */
const SAME_FOR_ALL = new Set(["now", "transaction_timestamp", "statement_timestamp"]);

/** Types that take the next number for each row (documentation, "Serial Types"). */
const SERIALS = new Set(["smallserial", "serial", "bigserial", "serial2", "serial4", "serial8"]);

/**
 * What keeps a table from its users for as long as it takes to read or write it whole. Source: PostgreSQL 18
 * documentation, "ALTER TABLE", "CREATE INDEX" and "Explicit Locking".
 *
 * @param created - tables that the release itself makes: nobody uses them yet
 */
export function blocking(node: Node, created: ReadonlySet<string>): readonly string[] {
  if ("IndexStmt" in node) {
    const { concurrent, relation, idxname } = node.IndexStmt;
    const table = tableName(relation);
    if (concurrent || created.has(table)) return [];
    return [`makes the index ${idxname} of ${table} without CONCURRENTLY`];
  }
  if ("DropStmt" in node && node.DropStmt.removeType === "OBJECT_INDEX") {
    return node.DropStmt.concurrent ? [] : ["drops an index without CONCURRENTLY"];
  }
  if ("ReindexStmt" in node) {
    return contains(node.ReindexStmt.params, "DefElem")
      ? []
      : ["makes an index again without CONCURRENTLY"];
  }
  if ("AlterTableStmt" in node) {
    const { relation, cmds = [] } = node.AlterTableStmt;
    const table = tableName(relation);
    if (created.has(table)) return [];
    return cmds.flatMap((each) =>
      "AlterTableCmd" in each ? locks(each.AlterTableCmd, table) : [],
    );
  }
  if ("UpdateStmt" in node && node.UpdateStmt.whereClause === undefined) {
    const table = tableName(node.UpdateStmt.relation);
    return created.has(table) ? [] : [`writes every row of ${table} at once`];
  }
  if ("ClusterStmt" in node) return ["sorts a table"];
  if ("VacuumStmt" in node && JSON.stringify(node.VacuumStmt.options ?? []).includes('"full"')) {
    return ["makes a new copy of a table (VACUUM FULL)"];
  }
  if ("LockStmt" in node) return ["locks a table"];
  if ("RefreshMatViewStmt" in node && node.RefreshMatViewStmt.concurrent !== true) {
    return [`fills ${tableName(node.RefreshMatViewStmt.relation)} without CONCURRENTLY`];
  }
  return [];
}

/** Tables that statements make. */
export function createdTables(statements: readonly SqlStatement[]): ReadonlySet<string> {
  const tables = statements.flatMap(({ node }) => {
    if ("CreateStmt" in node) return [tableName(node.CreateStmt.relation)];
    return "CreateTableAsStmt" in node ? [tableName(node.CreateTableAsStmt.into?.rel)] : [];
  });
  return new Set(tables);
}

function locks({ subtype, name, def }: AlterTableCmd, table: string): readonly string[] {
  switch (subtype) {
    case "AT_AlterColumnType":
      return [`writes ${table} anew for another type of ${name}`];
    case "AT_SetNotNull":
      return [`reads all of ${table} for NULL in ${name}`];
    case "AT_SetTableSpace":
    case "AT_SetLogged":
    case "AT_SetUnLogged":
    case "AT_SetAccessMethod":
      return [`writes ${table} anew`];
    case "AT_AddConstraint":
      return def !== undefined && "Constraint" in def ? checks(def.Constraint, table) : [];
    case "AT_AddColumn":
      return def !== undefined && "ColumnDef" in def ? fills(def.ColumnDef, table) : [];
    default:
      return [];
  }
}

function checks(
  { contype, skip_validation, indexname }: Constraint,
  table: string,
): readonly string[] {
  if (skip_validation || indexname !== undefined) return [];
  return contype === "CONSTR_UNIQUE" ||
    contype === "CONSTR_PRIMARY" ||
    contype === "CONSTR_EXCLUSION"
    ? [`makes an index of ${table} without CONCURRENTLY, for a constraint`]
    : [`reads all of ${table} for a constraint that is not NOT VALID`];
}

function fills(
  { colname, typeName, constraints = [] }: ColumnDef,
  table: string,
): readonly string[] {
  const type = (typeName?.names ?? []).map(nameOf).at(-1) ?? "";
  if (SERIALS.has(type)) return [`writes ${table} anew for the values of ${colname}`];
  return constraints.flatMap((each) => {
    if (!("Constraint" in each)) return [];
    const { contype, generated_kind, raw_expr } = each.Constraint;
    const anew = `writes ${table} anew for the values of ${colname}`;
    if (contype === "CONSTR_IDENTITY") return [anew];
    if (contype === "CONSTR_GENERATED") return generated_kind === "v" ? [] : [anew];
    if (contype === "CONSTR_DEFAULT") return mayDiffer(raw_expr) ? [anew] : [];
    if (contype === "CONSTR_UNIQUE" || contype === "CONSTR_PRIMARY") {
      return [`makes an index of ${table} without CONCURRENTLY, for a constraint`];
    }
    return contype === "CONSTR_CHECK" || contype === "CONSTR_FOREIGN"
      ? [`reads all of ${table} for a constraint that is not NOT VALID`]
      : [];
  });
}

/** Whether a default may be another value for each row: it calls a function that is not known to be the same for all. */
function mayDiffer(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(mayDiffer);
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(([key, each]) =>
    key === "FuncCall" ? !isSameForAll(each) : mayDiffer(each),
  );
}

function isSameForAll(call: unknown): boolean {
  const text = JSON.stringify(call);
  return [...SAME_FOR_ALL].some((name) => text.includes(`"sval":"${name}"`));
}
