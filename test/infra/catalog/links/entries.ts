import { parseCatalog } from "../../../../infra/catalog/parse";
import type { Catalog } from "../../../../infra/catalog/workload";
import { InvalidInput } from "../../../../infra/problems";
import { ENTRIES } from "../entries";

/** Entries of {@link ENTRIES}, with changes by name. */
export type Changes = Partial<Record<keyof typeof ENTRIES | "fn2", object>>;

const FN2 = { ...ENTRIES.fn, name: "fn2", repository: "fn2", repositoryId: 2 };

/** A catalog with one workload of each kind and a second function, with changes by name. */
export function catalogWith(changes: Changes): Catalog {
  const entries = { ...ENTRIES, fn2: FN2 };
  return parseCatalog(
    Object.fromEntries(
      Object.entries(entries).map(([name, entry]) => [
        name,
        { ...entry, ...changes[name as keyof Changes] },
      ]),
    ),
  );
}

/** What is wrong with that catalog. */
export function problemsWith(changes: Changes): readonly string[] {
  try {
    catalogWith(changes);
  } catch (error) {
    if (error instanceof InvalidInput) return error.problems;
    throw error;
  }
  return [];
}
