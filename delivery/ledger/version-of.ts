import type { LedgerEvent } from "./events";

/** SemVer tag of a release, as the ledger of its environment has it; nothing where no event says that it was made. */
export function versionOfRelease(
  events: readonly LedgerEvent[],
  release: string | undefined,
): string | undefined {
  const made = events.find((each) => each.type === "release-made" && each.release === release);
  return made?.type === "release-made" ? made.version : undefined;
}
