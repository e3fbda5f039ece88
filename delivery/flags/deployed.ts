import type { Clock } from "../ports/clock";
import type { FlagDeployment, Flags } from "../ports/flags";

/** How often a deployment of flags is looked at, in milliseconds. */
export const INTERVAL = 15_000;

/** The deployment whose flags callers have; nothing before the first. */
export function inForce(deployments: readonly FlagDeployment[]): FlagDeployment | undefined {
  return deployments.find(({ state }) => state === "succeeded");
}

/** The document that callers have; nothing before the first. */
export async function documentInForce(flags: Flags): Promise<string | undefined> {
  const found = inForce(await flags.deployments());
  return found && flags.document(found.version);
}

/** How often a deployment for all callers at once is looked at, in milliseconds: it takes seconds. */
const AT_ONCE_INTERVAL = 1_000;

/** Waits until a deployment for all callers at once has ended, or is undone. */
export async function endedAtOnce(
  flags: Flags,
  clock: Clock,
  number: number,
): Promise<FlagDeployment> {
  for (;;) {
    const found = await flags.observe(number);
    if (found.state !== "in-progress") return found;
    await clock.sleep(AT_ONCE_INTERVAL);
  }
}

/**
 * The newest deployment that changes what callers have, as it is observed: none that a promotion has started to add
 * flags. Nothing before the first.
 */
export async function newestChange(flags: Flags): Promise<FlagDeployment | undefined> {
  for (const { number } of await flags.deployments()) {
    const found = await flags.observe(number);
    if (found.purpose === undefined || "undoes" in found.purpose) return found;
  }
  return undefined;
}
