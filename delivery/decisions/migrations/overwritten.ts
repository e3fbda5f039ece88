import type { Node, UpdateStmt } from "libpg-query";
import { partsOf, tableName } from "./statement";

/**
 * Columns whose values a statement writes over, which are gone then; a value that was NULL before is none. So a new
 * column is filled by `UPDATE ... SET cents = amount * 100 WHERE cents IS NULL`.
 */
export function overwritten(node: Node): readonly string[] {
  const updates = partsOf(node, "UpdateStmt") as readonly UpdateStmt[];
  const conflicts = partsOf(node, "onConflictClause") as readonly { readonly action?: string }[];
  return [
    ...updates.flatMap(({ relation, targetList = [], whereClause }) => {
      const filled = nullsIn(whereClause);
      return targetList
        .flatMap((each) => ("ResTarget" in each ? (each.ResTarget.name ?? "") : []))
        .filter((column) => !filled.has(column))
        .map((column) => `writes over the column ${column} of ${tableName(relation)}`);
    }),
    ...conflicts
      .filter(({ action }) => action === "ONCONFLICT_UPDATE")
      .map(() => "writes over rows that are there"),
  ];
}

/** The columns that a condition wants to be NULL, in each of the rows that it lets through. */
function nullsIn(condition: Node | undefined): ReadonlySet<string> {
  if (condition === undefined) return new Set();
  if ("BoolExpr" in condition && condition.BoolExpr.boolop === "AND_EXPR") {
    return new Set((condition.BoolExpr.args ?? []).flatMap((each) => [...nullsIn(each)]));
  }
  if (!("NullTest" in condition) || condition.NullTest.nulltesttype !== "IS_NULL") return new Set();
  const { arg } = condition.NullTest;
  const field = arg && "ColumnRef" in arg ? arg.ColumnRef.fields?.at(-1) : undefined;
  return new Set(field && "String" in field ? [field.String.sval ?? ""] : []);
}
