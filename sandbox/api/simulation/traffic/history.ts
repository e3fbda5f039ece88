import { ownEntries } from "../../own-entries";
import type { Account } from "../../world";

/** Code that runs, and its share of what callers ask for. */
export interface Load {
  /** An image's digest, or a zip's SHA-256. */
  readonly code: string;
  /** 0 to 1. */
  readonly share: number;
  /** Tasks that are wanted of it; 0 for a function. */
  readonly tasks: number;
}

/** What ran from a time on, until the next segment. */
export interface Segment {
  /** ISO 8601. */
  readonly from: string;
  readonly loads: readonly Load[];
}

const HISTORY = ownEntries<{ segments: readonly Segment[] }>("sandbox:traffic");

/** What ran of a source over time; nothing where nothing ever did. */
export function historyOf({ cloud }: Account, source: string): readonly Segment[] {
  return HISTORY.get(cloud, source)?.segments ?? [];
}

/** Remembers what runs of a source from a time on. */
export function putHistory({ cloud }: Account, source: string, segments: readonly Segment[]): void {
  HISTORY.put(cloud, source, { segments });
}

/** When the traffic of an account changed last; `undefined` where there never was any. */
export function lastChange({ cloud }: Account): Date | undefined {
  const times = HISTORY.list(cloud).flatMap(({ state }) => state.segments.at(-1)?.from ?? []);
  const last = times.sort().at(-1);
  return last === undefined ? undefined : new Date(last);
}
