/** The values by a key of each, in their order: `Map.groupBy`, which Node.js 20 lacks. */
export function groupBy<T, Key>(
  values: readonly T[],
  keyOf: (value: T) => Key,
): ReadonlyMap<Key, readonly T[]> {
  const groups = new Map<Key, T[]>();
  for (const value of values) {
    const group = groups.get(keyOf(value));
    if (group) group.push(value);
    else groups.set(keyOf(value), [value]);
  }
  return groups;
}
