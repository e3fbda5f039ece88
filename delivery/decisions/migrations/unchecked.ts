import type { AlterTableCmd, AlterTableType, Node } from "libpg-query";
import { functionsIn, tableName } from "./statement";

/**
 * Kinds of statements whose effect `destructive` and `blocking` know, by PostgreSQL's names of its parse tree: they
 * make or describe something, or one of the two looks into them (PostgreSQL 18 documentation, "SQL Commands").
 */
const KNOWN = new Set([
  ...["AlterEnumStmt", "AlterObjectSchemaStmt", "AlterTableStmt", "CallStmt", "ClusterStmt"],
  ...["CommentStmt", "CompositeTypeStmt", "CreateDomainStmt", "CreateEnumStmt"],
  ...["CreateExtensionStmt", "CreateFunctionStmt", "CreateRangeStmt", "CreateSchemaStmt"],
  ...["CreateSeqStmt", "CreateStatsStmt", "CreateStmt", "CreateTableAsStmt", "CreateTrigStmt"],
  ...["CreatedbStmt", "DefineStmt", "DeleteStmt", "DoStmt", "DropOwnedStmt", "DropStmt"],
  ...["DropdbStmt", "GrantRoleStmt", "GrantStmt", "IndexStmt", "InsertStmt", "LockStmt"],
  ...["MergeStmt", "RefreshMatViewStmt", "ReindexStmt", "RenameStmt", "SelectStmt"],
  ...["TransactionStmt", "TruncateStmt", "UpdateStmt", "VacuumStmt", "VariableSetStmt"],
  ...["VariableShowStmt", "ViewStmt"],
]);

/** The same of the parts of ALTER TABLE and the like. */
const KNOWN_CHANGES: ReadonlySet<AlterTableType | undefined> = new Set<AlterTableType>([
  ...(["AT_AddColumn", "AT_AddConstraint", "AT_AddIdentity", "AT_AlterColumnType"] as const),
  ...(["AT_AttachPartition", "AT_ColumnDefault", "AT_DetachPartition"] as const),
  ...(["AT_DetachPartitionFinalize", "AT_DropColumn", "AT_DropConstraint"] as const),
  ...(["AT_DropExpression", "AT_DropIdentity", "AT_DropNotNull", "AT_EnableTrig"] as const),
  ...(["AT_ReplicaIdentity", "AT_ResetRelOptions", "AT_SetAccessMethod", "AT_SetLogged"] as const),
  ...(["AT_SetCompression", "AT_SetNotNull", "AT_SetRelOptions", "AT_SetStatistics"] as const),
  ...(["AT_SetStorage", "AT_SetTableSpace", "AT_ValidateConstraint"] as const),
]);

/** Statements that call what they name while they run; a view, a trigger or a function is called later, by code. */
const CALLS = ["AlterTableStmt", "CreateTableAsStmt", "InsertStmt", "SelectStmt", "UpdateStmt"];

/**
 * PostgreSQL's own functions that a migration commonly calls and that take nothing away (documentation, "Functions and
 * Operators"). Any other may do anything, as its body is not in the file that calls it.
 */
const HARMLESS = new Set([
  ...["abs", "age", "array_agg", "array_length", "array_to_string", "avg", "bool_and", "bool_or"],
  ...["btrim", "ceil", "char_length", "concat", "concat_ws", "count", "date_part", "date_trunc"],
  ...["decode", "dense_rank", "encode", "extract", "first_value", "floor", "format"],
  ...["gen_random_uuid", "generate_series", "initcap", "json_agg", "json_build_object"],
  ...["jsonb_agg", "jsonb_array_elements", "jsonb_build_array", "jsonb_build_object"],
  ...["jsonb_each", "jsonb_set", "jsonb_strip_nulls", "lag", "last_value", "lead", "left"],
  ...["length", "lower", "lpad", "ltrim", "make_date", "make_interval", "max", "md5", "min"],
  ...["mod", "nextval", "now", "pg_advisory_lock", "pg_advisory_unlock", "pg_advisory_xact_lock"],
  ...["pg_get_serial_sequence", "power", "random", "rank", "regexp_replace", "replace", "right"],
  ...["round", "row_number", "row_to_json", "rpad", "rtrim", "set_config", "setval", "sha256"],
  ...["split_part", "statement_timestamp", "string_agg", "string_to_array", "strpos", "substr"],
  ...["substring", "sum", "timezone", "to_char", "to_date", "to_json", "to_jsonb", "to_number"],
  ...["to_timestamp", "to_tsvector", "transaction_timestamp", "translate", "trunc", "unnest"],
  ...["upper", "uuidv7"],
]);

/**
 * What nobody has checked in a statement: its kind, or a function that it calls. It may take anything away, so somebody
 * who owns the data reads it (CI/CL-002 §8).
 */
export function unchecked(node: Node): readonly string[] {
  const [kind = ""] = Object.keys(node);
  if (!KNOWN.has(kind)) return [`is of a kind that is not checked, ${kind}`];
  if ("AlterTableStmt" in node) {
    const { relation, cmds = [] } = node.AlterTableStmt;
    const table = tableName(relation);
    const changes = cmds.flatMap((each) =>
      "AlterTableCmd" in each ? uncheckedChange(each.AlterTableCmd, table) : [],
    );
    return [...changes, ...calls(node)];
  }
  return CALLS.includes(kind) ? calls(node) : [];
}

function uncheckedChange({ subtype }: AlterTableCmd, table: string): readonly string[] {
  return KNOWN_CHANGES.has(subtype)
    ? []
    : [`changes ${table} in a way that is not checked, ${subtype}`];
}

function calls(node: Node): readonly string[] {
  const names = functionsIn(node).filter(
    (name) => !HARMLESS.has(name.replace(/^pg_catalog\./, "")),
  );
  return [...new Set(names)].map((name) => `calls the function ${name}, which is not checked`);
}
