/**
 * Two of three minutes. Not every minute of so many: the newest one is filled with 0 until its
 * numbers arrive, and would hide a breach for as long as it lasts.
 */
export const TWO_OF_THREE = { period: 60, periods: 3, datapoints: 2 } as const;

/** Five of six minutes, for what may be so for a few. */
export const FIVE_OF_SIX = { period: 60, periods: 6, datapoints: 5 } as const;
