import type { Cloud, Entry, Properties } from "../cloud/record";

/** What accounts hold that the program does not make: it is in the record, under types of its own. */
export type OwnType = `sandbox:${string}`;

/** An own type's contents, by key. */
export interface OwnEntries<State extends Properties> {
  get(cloud: Cloud, key: string): State | undefined;
  list(cloud: Cloud): { readonly key: string; readonly state: State }[];
  /** Replaces what is there. */
  put(cloud: Cloud, key: string, state: State): State;
  /** Whether it was added: `false` where there is one with this key. */
  add(cloud: Cloud, key: string, state: State): boolean;
  /**
   * Changes some members of what is there.
   *
   * @throws {Error} if it does not exist
   */
  patch(cloud: Cloud, key: string, change: Partial<State>): State;
  remove(cloud: Cloud, key: string): void;
}

/**
 * Entries of one type, whose state is always written with the shape `State`. They are kept in memory
 * too: only one server at a time uses an account.
 */
export function ownEntries<State extends Properties>(type: OwnType): OwnEntries<State> {
  const entry = (key: string, state: State): Entry => ({
    type,
    key,
    id: key,
    region: REGION,
    urn: "",
    name: key,
    generation: 0,
    inputs: {},
    state,
  });
  const memory = new WeakMap<Cloud, Map<string, State>>();
  const read = (cloud: Cloud): Map<string, State> => {
    const known = memory.get(cloud);
    if (known) return known;
    const all = new Map(cloud.list(type).map((each) => [each.key, each.state as State]));
    memory.set(cloud, all);
    return all;
  };
  const put = (cloud: Cloud, key: string, state: State): State => {
    cloud.put(entry(key, state));
    read(cloud).set(key, state);
    return state;
  };
  return {
    get: (cloud, key) => read(cloud).get(key),
    list: (cloud) => [...read(cloud)].map(([key, state]) => ({ key, state })),
    put,
    add(cloud, key, state) {
      if (read(cloud).has(key)) return false;
      put(cloud, key, state);
      return true;
    },
    patch(cloud, key, change) {
      const state = read(cloud).get(key);
      if (!state) throw new Error(`${type} ${key} does not exist`);
      return put(cloud, key, { ...state, ...change });
    },
    remove(cloud, key) {
      cloud.remove({ type, key, region: REGION });
      read(cloud).delete(key);
    },
  };
}

const REGION = "global";
