import { ownEntries } from "../../own-entries";
import type { Account } from "../../world";

const MATCHES = ownEntries<{ times: readonly string[] }>("sandbox:events/matches");

/** Remembers that a rule has matched an event. */
export function countMatch({ cloud }: Account, rule: string, now: Date): void {
  const { times } = MATCHES.get(cloud, rule) ?? { times: [] };
  MATCHES.put(cloud, rule, { times: [...times, now.toISOString()] });
}

/** How many events a rule has matched from `start` until before `end`. */
export function matchesOf({ cloud }: Account, rule: string, start: Date, end: Date): number {
  const { times = [] } = MATCHES.get(cloud, rule) ?? {};
  return times.filter((each) => new Date(each) >= start && new Date(each) < end).length;
}
