import type { AlterTableCmd, Node, ObjectType } from "libpg-query";
import { overwritten } from "./overwritten";
import { contains, nameOf, tableName } from "./statement";
import { unchecked } from "./unchecked";

/**
 * What a statement takes away: data, or a shape that the running version's code may still use (CI/CL-002 §8); and what
 * nobody can tell of it. Source: PostgreSQL 18 documentation, "SQL Commands".
 */
export function destructive(node: Node): readonly string[] {
  return [...takes(node), ...overwritten(node), ...unchecked(node)];
}

function takes(node: Node): readonly string[] {
  if ("DropStmt" in node) {
    const { removeType, objects = [] } = node.DropStmt;
    // An index has no data of its own, and no code names it.
    if (removeType === "OBJECT_INDEX") return [];
    return objects.map((each) => `drops the ${wordsOf(removeType)} ${nameOf(each)}`);
  }
  if ("DropdbStmt" in node) return [`drops the database ${node.DropdbStmt.dbname}`];
  if ("DropOwnedStmt" in node) return ["drops all that a role owns"];
  if ("TruncateStmt" in node) return ["empties a table"];
  if ("AlterTableStmt" in node) {
    const { relation, cmds = [] } = node.AlterTableStmt;
    const table = tableName(relation);
    return cmds.flatMap((each) =>
      "AlterTableCmd" in each ? changes(each.AlterTableCmd, table) : [],
    );
  }
  if ("RenameStmt" in node) {
    const { renameType, subname, newname, relation, object } = node.RenameStmt;
    if (renameType === "OBJECT_INDEX" || renameType === "OBJECT_TABCONSTRAINT") return [];
    const name = subname ?? (relation ? tableName(relation) : nameOf(object));
    return [`renames the ${wordsOf(renameType)} ${name} to ${newname}`];
  }
  if ("AlterObjectSchemaStmt" in node) {
    const { relation, object, newschema } = node.AlterObjectSchemaStmt;
    return [`moves ${relation ? tableName(relation) : nameOf(object)} to the schema ${newschema}`];
  }
  if ("AlterEnumStmt" in node && node.AlterEnumStmt.oldVal !== undefined) {
    return [`renames the value ${node.AlterEnumStmt.oldVal} of a type`];
  }
  if ("GrantStmt" in node && node.GrantStmt.is_grant !== true) return ["takes rights away"];
  if ("GrantRoleStmt" in node && node.GrantRoleStmt.is_grant !== true) return ["takes a role away"];
  // What such a block or procedure does is not in the statement.
  if ("DoStmt" in node) return ["runs a block of code that is not checked"];
  if ("CallStmt" in node) return ["calls a procedure that is not checked"];
  return contains(node, "DeleteStmt") || contains(node, "MergeStmt") ? ["deletes rows"] : [];
}

function changes(cmd: AlterTableCmd, table: string): readonly string[] {
  const { subtype, name, def } = cmd;
  const column = `the column ${name} of ${table}`;
  switch (subtype) {
    case "AT_DropColumn":
      return [`drops ${column}`];
    case "AT_AlterColumnType":
      return [`changes the type of ${column}`];
    case "AT_SetNotNull":
      return [`makes ${column} required, which the running version may leave out`];
    case "AT_ColumnDefault":
      return def === undefined ? [`takes the default of ${column} away`] : [];
    case "AT_DropExpression":
    case "AT_DropIdentity":
      return [`takes the value that is generated for ${column} away`];
    case "AT_DetachPartition":
      return [`takes a partition of ${table} away`];
    case "AT_AddColumn":
      return def !== undefined && "ColumnDef" in def && isRequired(def.ColumnDef.constraints ?? [])
        ? [
            `adds the column ${def.ColumnDef.colname} of ${table}, which the running version does not fill`,
          ]
        : [];
    default:
      return [];
  }
}

/** Whether a new column has to be filled: it may not be null, and nothing fills it. */
function isRequired(constraints: readonly Node[]): boolean {
  const types = constraints.map((each) =>
    "Constraint" in each ? each.Constraint.contype : undefined,
  );
  const fills = ["CONSTR_DEFAULT", "CONSTR_GENERATED", "CONSTR_IDENTITY"] as const;
  const required = types.some((each) => each === "CONSTR_NOTNULL" || each === "CONSTR_PRIMARY");
  return required && !types.some((each) => fills.some((fill) => fill === each));
}

/** Such as `materialized view` of `OBJECT_MATVIEW`. */
function wordsOf(type: ObjectType | undefined): string {
  if (type === "OBJECT_MATVIEW") return "materialized view";
  return (type ?? "OBJECT").replace("OBJECT_", "").toLowerCase().replaceAll("_", " ");
}
