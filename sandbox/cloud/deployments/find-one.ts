import type { Cloud, Entry } from "../record";

/**
 * The one resource of `type` for which `matches` holds.
 *
 * @throws {Error} if there is none, or more
 */
export function findOne(cloud: Cloud, type: string, matches: (entry: Entry) => boolean): Entry {
  const [first, ...more] = cloud.list(type).filter(matches);
  if (first && more.length === 0) return first;
  throw new Error(`${type}: ${first ? more.length + 1 : 0} found, one was expected`);
}
