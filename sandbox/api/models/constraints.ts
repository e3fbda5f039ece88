import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** What a model says of a value. */
export interface Constraint {
  /** Least length of a text or a list, or least number. */
  readonly min?: number;
  /** Greatest length, or number. */
  readonly max?: number;
  /** Regular expression that all of a text has to match. */
  readonly pattern?: string;
  /** All that a text may be. */
  readonly values?: readonly string[];
  /** Of each value of a list or a map. */
  readonly of?: Constraint;
}

/** Constraints by service, structure and member. */
export type Constraints = Readonly<
  Record<string, Readonly<Record<string, Readonly<Record<string, Constraint>>>>>
>;

/** The committed table. */
export const TABLE = fileURLToPath(new URL("constraints.json", import.meta.url));

let loaded: Constraints | undefined;

/**
 * What AWS's models say of the members of a structure. The SDK's models leave these out, so they are
 * botocore's (Apache-2.0): `sandbox/api/models/write.ts` makes the table.
 *
 * @param service - the name that the service signs with
 */
export function constraintsOf(service: string, structure: string) {
  loaded ??= JSON.parse(readFileSync(TABLE, "utf8")) as Constraints;
  return loaded[service]?.[structure] ?? {};
}
