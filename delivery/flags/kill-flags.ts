import type { Clock } from "../ports/clock";
import type { FlagDeployment, Flags } from "../ports/flags";
import { inForce } from "./deployed";

/** How often a return is looked at, in milliseconds: it takes seconds. */
const INTERVAL = 1_000;

/** What a kill has undone. */
export interface Killed {
  /** The deployment that was undone, as it was before. */
  readonly undone: FlagDeployment;
  /** The deployment that brought the version before back. @default - AppConfig undid it without one */
  readonly by?: FlagDeployment;
}

/**
 * Undoes the newest deployment of flags at once: all callers have the version before again. AppConfig does so itself
 * while it deploys, and for 72 hours; after that, the version before is deployed again, at once and unwatched. What is
 * undone already stays so, however often it is called.
 *
 * @returns nothing where no flags were deployed, or there is no version before to return to
 */
export async function killFlags(flags: Flags, clock: Clock): Promise<Killed | undefined> {
  const deployments = await flags.deployments();
  const [newest] = deployments;
  if (newest === undefined) return undefined;
  const undone = await flags.observe(newest.number);
  if (undone.undoes !== undefined) {
    return {
      undone: await flags.observe(undone.undoes),
      by: await back(flags, clock, undone.number),
    };
  }
  if (undone.state === "reverted" || undone.state === "rolled-back") return { undone };
  if (await flags.undo(undone.number)) {
    await back(flags, clock, undone.number);
    return { undone };
  }
  const before = inForce(deployments.filter(({ version }) => version !== undone.version));
  if (before === undefined) return undefined;
  const number = await flags.startAtOnce(before.version, undone.number);
  return { undone, by: await back(flags, clock, number) };
}

/** Waits until a deployment has ended, or is undone. */
async function back(flags: Flags, clock: Clock, number: number): Promise<FlagDeployment> {
  for (;;) {
    const found = await flags.observe(number);
    if (found.state !== "in-progress") return found;
    await clock.sleep(INTERVAL);
  }
}
