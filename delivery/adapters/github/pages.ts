import { InvalidInput } from "../../../infra/problems";

/** Largest page that GitHub sends (GitHub docs, "Using pagination in the REST API"). */
export const PAGE = 100;

/**
 * Everything of a list, page after page. A list that never ends is cut off with an error, not taken as it is.
 *
 * @param page - asks for one page, counted from 1, of {@link PAGE} entries
 * @throws {InvalidInput} after 100 pages
 */
export async function everyPage<T>(page: (number: number) => Promise<readonly T[]>): Promise<T[]> {
  const all: T[] = [];
  for (let number = 1; number <= 100; number += 1) {
    const entries = await page(number);
    all.push(...entries);
    if (entries.length < PAGE) return all;
  }
  throw new InvalidInput("GitHub", ["a list has more than 10000 entries: expected fewer"]);
}
