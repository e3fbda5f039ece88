import type { Cloud, Entry } from "../record";

/**
 * The one resource of `type` that `is` what is meant.
 *
 * @throws {Error} if there is none, or more
 */
export function one(cloud: Cloud, type: string, is: (entry: Entry) => boolean): Entry {
  const [first, ...more] = cloud.list(type).filter(is);
  if (first && more.length === 0) return first;
  throw new Error(`${type}: ${first ? more.length + 1 : 0} found, one was expected`);
}
