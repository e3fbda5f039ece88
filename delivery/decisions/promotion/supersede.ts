import { type Release, releaseId } from "../release/release";
import { compareVersions } from "../release/version";
import type { PromotionRecord } from "./record";

/**
 * Whether a promotion merely waits at its gates: nobody has let it in, or its gates were shut when it was taken up again
 * (docs/decisions/0052). Nothing of it is deployed, and it can be cancelled.
 */
export function waitsAtGates({ phase, owner }: Pick<PromotionRecord, "phase" | "owner">): boolean {
  return (
    phase === "requested" || (owner === undefined && (phase === "gated" || phase === "copying"))
  );
}

/**
 * Whether a release ends the promotion of another one that is in its way (docs/decisions/0040): it does where that
 * one merely waits at its gates, and the release is newer in SemVer's order, or an emergency change. One that was let
 * in, and whose gates were not shut since, is never ended so.
 */
export function supersedes(release: Release, waiting: PromotionRecord): boolean {
  if (waiting.release === releaseId(release) || !waitsAtGates(waiting)) return false;
  const isNewer = compareVersions(release.version, waiting.version) > 0;
  return isNewer || release.change.type === "emergency";
}

/** Why a superseded promotion was cancelled. */
export function supersededReason(version: string): string {
  return `superseded by ${version}`;
}
