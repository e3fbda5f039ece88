import { z } from "zod";
import type { Environment } from "../environments";

/** What the specification's 30 minutes from tag to prod leave (docs/decisions/0029). */
const DEFAULTS = { bakeMinutes: 4, watchMinutes: 10 } as const;

/** AWS CodeDeploy API, BlueInstanceTerminationOption, terminationWaitTimeInMinutes: at most two days. */
const minutes = z.int().min(0).max(2880);

/** How long alarms are watched after a shift. */
export const watchedMinutes = {
  bakeMinutes: minutes
    .default(DEFAULTS.bakeMinutes)
    .describe("How long stg's alarms are watched after a shift, in minutes (§13)."),
  watchMinutes: minutes
    .default(DEFAULTS.watchMinutes)
    .describe("How long prod's alarms are watched after a shift, in minutes (§13)."),
};

/** Which of the two says nothing in an environment, and which one does. */
const UNREAD: Partial<Record<Environment, readonly (keyof typeof DEFAULTS)[]>> = {
  stg: ["watchMinutes", "bakeMinutes"],
  prod: ["bakeMinutes", "watchMinutes"],
};

/** Refuses the one that would change nothing, so that nobody believes that it does. */
export function checkWatched(
  environment: Environment,
  field: (key: string) => unknown,
  wrong: (path: PropertyKey[], message: string) => void,
): void {
  const [unread, read] = UNREAD[environment] ?? [];
  if (unread === undefined) return;
  const value = field(unread);
  // Pulumi gives the default to every stack that does not set it.
  if (typeof value !== "number" || value === DEFAULTS[unread]) return;
  wrong([unread], `no value in ${environment}, whose alarms are watched for ${read}`);
}
