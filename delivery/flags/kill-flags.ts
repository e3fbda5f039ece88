import { withFlagsOf } from "../decisions/flags/add";
import { flagKeys } from "../decisions/flags/changes";
import type { Clock } from "../ports/clock";
import type { FlagDeployment, Flags } from "../ports/flags";
import { endedAtOnce, inForce, newestChange } from "./deployed";

/** What a kill has undone. */
export interface Killed {
  /** The deployment that was undone, as it was before. */
  readonly undone: FlagDeployment;
  /** The deployment that brought the version before back. @default - AppConfig undid it without one */
  readonly by?: FlagDeployment;
}

/**
 * Undoes the newest change of flags at once: all callers have the flags of before again. AppConfig does so itself while
 * it deploys, and for 72 hours; after that, the version before is deployed again, at once and unwatched. Flags that
 * promotions have added since the change stay: the version before is then deployed together with them. What is undone
 * already stays so, however often it is called.
 *
 * @returns nothing where no flags were deployed, or there is no version before to return to
 */
export async function killFlags(flags: Flags, clock: Clock): Promise<Killed | undefined> {
  const undone = await newestChange(flags);
  if (undone === undefined) return undefined;
  if (undone.purpose !== undefined && "undoes" in undone.purpose) {
    return {
      undone: await flags.observe(undone.purpose.undoes),
      by: await endedAtOnce(flags, clock, undone.number),
    };
  }
  if (undone.state === "reverted" || undone.state === "rolled-back") return { undone };
  const deployments = await flags.deployments();
  const newer = deployments.filter(({ number }) => number > undone.number);
  if (newer.length === 0 && (await flags.undo(undone.number))) {
    await endedAtOnce(flags, clock, undone.number);
    return { undone };
  }
  const before = inForce(
    deployments.filter(
      ({ number, version }) => number < undone.number && version !== undone.version,
    ),
  );
  if (before === undefined) return undefined;
  for (const { number } of newer) await endedAtOnce(flags, clock, number);
  const version = await versionBefore(flags, before, undone);
  const number = await flags.startAtOnce(version, { undoes: undone.number });
  return { undone, by: await endedAtOnce(flags, clock, number) };
}

/** The version before a change, with the flags that were added since: a version of its own, where there are some. */
async function versionBefore(
  flags: Flags,
  before: FlagDeployment,
  undone: FlagDeployment,
): Promise<string> {
  const newest = inForce(await flags.deployments());
  if (newest === undefined || newest.number === undone.number) return before.version;
  const [now, changed] = [
    await flags.document(newest.version),
    await flags.document(undone.version),
  ];
  const added = flagKeys(now).filter((key) => !flagKeys(changed).includes(key));
  return flags.store(withFlagsOf(await flags.document(before.version), now, added));
}
