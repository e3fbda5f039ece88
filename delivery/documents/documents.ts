import { VERBS } from "../commands";
import { publishedSchemas } from "./schemas";
import { withVerbTable } from "./verb-table";

/** Folder of the JSON Schemas, and the page on `nc`, below the project's root. */
export const SCHEMAS = "docs/schemas";
export const PAGE = "docs/nc.md";

/**
 * What is written of `nc` for its users: every JSON Schema, and the page on its verbs.
 *
 * @param page - the page as it stands; what is between its two marks is written anew
 * @returns texts by path below the project's root
 */
export async function documents(page: string): Promise<Readonly<Record<string, string>>> {
  const schemas = await publishedSchemas(VERBS);
  const texts = Object.entries(schemas).map(([file, schema]) => [
    `${SCHEMAS}/${file}`,
    `${JSON.stringify(schema, null, 2)}\n`,
  ]);
  return { ...Object.fromEntries(texts), [PAGE]: await withVerbTable(page, VERBS) };
}
