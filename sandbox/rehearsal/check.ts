import { isDeepStrictEqual } from "node:util";
import { formatProblem } from "../../infra/problems";

/** Something in the accounts or in the ledger that is not as a step shows it. */
export class Unmet extends Error {
  override readonly name = "Unmet";
}

/**
 * Holds that `got` is `want`.
 *
 * @throws {Unmet} that names the field
 */
export function holds<T>(field: string, got: T, want: T): void {
  if (!isDeepStrictEqual(got, want))
    throw new Unmet(formatProblem(field, got, JSON.stringify(want)));
}

/**
 * `value`, which has to be there.
 *
 * @throws {Unmet} that names the field
 */
export function present<T>(field: string, value: T | undefined): T {
  if (value !== undefined) return value;
  throw new Unmet(formatProblem(field, undefined, "one"));
}
