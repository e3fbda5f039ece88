import type { LedgerEvent } from "../events";
import { type Deployment, ofType } from "./deployments";
import { minutesOf, minutesOutside, type Span } from "./span";

/** How long one release took from its tag to users, in minutes. */
export interface LeadTime {
  readonly release: string;
  readonly minutes: number;
  /** Without the time in which it waited for a person's approval. */
  readonly machineMinutes: number;
}

/**
 * Lead time of each release from the push of its tag to the end of its first successful deployment, with
 * the watch. A later deployment of the same release has none, nor has a release whose tag is not recorded.
 */
export function leadTimes(
  events: readonly LedgerEvent[],
  deployments: readonly Deployment[],
): readonly (LeadTime & Pick<Deployment, "endedAt">)[] {
  return ofType(events, "release-made").flatMap(({ release, taggedAt }) => {
    const ends = deployments
      .filter((each) => each.release === release && each.result === "succeeded")
      .map(({ endedAt }) => endedAt);
    if (ends.length === 0) return [];
    const whole: Span = { from: Date.parse(taggedAt), to: Math.min(...ends) };
    const waits = ofType(events, "approval-seen")
      .filter((each) => each.release === release)
      .map(({ requestedAt, at }) => ({ from: Date.parse(requestedAt), to: Date.parse(at) }));
    const machineMinutes = minutesOutside(whole, waits);
    return [{ release, minutes: minutesOf(whole), machineMinutes, endedAt: whole.to }];
  });
}
