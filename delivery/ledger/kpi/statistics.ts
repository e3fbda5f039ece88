/** The middle of `values`, or the mean of the two in the middle. @default nothing where there is none */
export function median(values: readonly number[]): number | undefined {
  const sorted = ascending(values);
  const middle = Math.floor(sorted.length / 2);
  const [below, above] = [sorted[middle - 1], sorted[middle]];
  return sorted.length % 2 === 0
    ? mean([below, above].filter((each) => each !== undefined))
    : above;
}

/**
 * The smallest of `values` that at least `percent` of them do not exceed: the nearest-rank method, which
 * never invents a value between two.
 */
export function percentile(values: readonly number[], percent: number): number | undefined {
  return ascending(values)[Math.ceil((percent / 100) * values.length) - 1];
}

/** The arithmetic mean; nothing where there is no value. */
export function mean(values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined;
  return values.reduce((sum, each) => sum + each, 0) / values.length;
}

/** `part` of `whole` in percent; nothing where there is no whole. */
export function share(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : (100 * part) / whole;
}

function ascending(values: readonly number[]): readonly number[] {
  return values.toSorted((a, b) => a - b);
}
