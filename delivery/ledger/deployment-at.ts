import { isResult } from "../decisions/promotion/phases";
import type { LedgerEvent } from "./events";

/**
 * The deployment of the promotion that went on at a time: for what AWS reports under an id of its own, which the
 * promotion does not know.
 *
 * @param events - of one workload, in any order
 * @returns nothing where no promotion had started a deployment by then, or where it had ended
 */
export function deploymentAt(events: readonly LedgerEvent[], at: Date): string | undefined {
  const phases = events
    .filter((each) => each.type === "promotion-phase")
    .filter((each) => Date.parse(each.at) <= at.getTime())
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const last = phases.at(-1);
  return last === undefined || isResult(last.phase) ? undefined : last.deployment;
}

/** The release that a deployment brings: its SemVer tag and its digest; nothing where the ledger does not know it. */
export function releaseOf(
  events: readonly LedgerEvent[],
  deployment: string,
): { readonly version?: string; readonly digest: string } | undefined {
  const phase = events.find(
    (each) => each.type === "promotion-phase" && each.deployment === deployment,
  );
  if (phase?.type !== "promotion-phase") return undefined;
  const made = events.find(
    (each) => each.type === "release-made" && each.release === phase.release,
  );
  const digest = phase.release;
  return made?.type === "release-made" ? { version: made.version, digest } : { digest };
}
