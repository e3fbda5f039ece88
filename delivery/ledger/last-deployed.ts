import type { LedgerEvent } from "./events";
import { versionOfRelease } from "./version-of";

/**
 * The release that was deployed last in an environment, before one that is made now: its bake began, so its migrations have
 * run, and a rollback of its code has not taken them back (CI/CL-002 §8). One whose deployment failed does not count: a
 * migration that cannot run may be mended.
 *
 * @param events - of one workload in one environment, in the order of their times
 * @param version - of the one that is made, which may be there already where its run is run again
 * @returns its SemVer tag; nothing where no other was deployed
 */
export function lastDeployedRelease(
  events: readonly LedgerEvent[],
  version: string,
): string | undefined {
  return events
    .flatMap((each) =>
      each.type === "promotion-phase" && each.phase === "baking"
        ? [versionOfRelease(events, each.release)]
        : [],
    )
    .findLast((each) => each !== undefined && each !== version);
}
