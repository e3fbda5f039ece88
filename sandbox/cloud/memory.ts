import { type Address, AlreadyExists, type Cloud, changedEntry, type Entry } from "./record";

/**
 * A record in memory, which begins with `entries`: a hundred times as fast as files, and gone with the process
 * unless its entries are written into another. Entries are frozen, since every reader gets the same ones.
 */
export function memoryCloud(entries: readonly Entry[]): Cloud {
  const byType = new Map<string, Map<string, Entry>>();
  const ofType = (type: string): Map<string, Entry> => {
    const found = byType.get(type) ?? new Map<string, Entry>();
    byType.set(type, found);
    return found;
  };
  const get = ({ type, key, region }: Address): Entry | undefined => {
    if (region !== undefined) return ofType(type).get(placeOf(region, key));
    return [...ofType(type).values()].find((each) => each.key === key);
  };
  const put = (entry: Entry): void => {
    // As a file has it: without what is undefined, and no part shared with the caller.
    const own: Entry = JSON.parse(JSON.stringify(entry));
    ofType(entry.type).set(placeOf(entry.region, entry.key), frozen(own));
  };
  for (const entry of entries) put(entry);
  return {
    list: (type) =>
      [...(type === undefined ? byType.values() : [ofType(type)])].flatMap((each) => [
        ...each.values(),
      ]),
    get,
    add(entry) {
      const existing = get(entry);
      if (existing) throw new AlreadyExists(existing);
      put(entry);
    },
    put,
    patch(address, change) {
      const changed = changedEntry(get(address), address, change);
      put(changed);
      return changed;
    },
    remove(address) {
      for (let entry = get(address); entry; entry = get(address)) {
        ofType(entry.type).delete(placeOf(entry.region, entry.key));
      }
    },
  };
}

function placeOf(region: string, key: string): string {
  return `${region}\n${key}`;
}

function frozen<T>(value: T): T {
  if (value instanceof Object && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const each of Object.values(value)) frozen(each);
  }
  return value;
}
