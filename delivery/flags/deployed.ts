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
