import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** A JSON Schema, in the dialect of OpenAPI 3.0. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** What GitHub's description says of one operation. */
export interface DescribedOperation {
  readonly parameters: readonly {
    readonly name: string;
    readonly in: "path" | "query" | "header";
    readonly required: boolean;
    readonly schema: JsonSchema;
  }[];
  /** `null` where it takes none. */
  readonly body: JsonSchema | null;
  /** By status, those of success; `null` where the answer has no body. */
  readonly answers: Readonly<Record<string, JsonSchema | null>>;
}

/** The part of GitHub's OpenAPI description that the sandbox needs. */
export interface Description {
  /** By route, such as `GET /repos/{owner}/{repo}`. */
  readonly operations: Readonly<Record<string, DescribedOperation>>;
  /** By name; `#/components/schemas/<name>` refers to one. */
  readonly schemas: Readonly<Record<string, JsonSchema>>;
}

/** The committed table; `write.ts` makes it. */
export const TABLE = fileURLToPath(new URL("description.json", import.meta.url));

let loaded: Description | undefined;

/** GitHub's description of the operations that the sandbox serves. */
export function description(): Description {
  loaded ??= JSON.parse(readFileSync(TABLE, "utf8")) as Description;
  return loaded;
}

/** @throws {Error} if GitHub's description has no such operation */
export function describedOperation(route: string): DescribedOperation {
  const found = description().operations[route];
  if (!found) throw new Error(`${route} is not in the table of GitHub's operations: write it anew`);
  return found;
}
