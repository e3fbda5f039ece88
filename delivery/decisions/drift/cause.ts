import { z } from "zod";
import { type ResourceChange, resourceChange } from "./resource";

/** Who changed a resource, and since when. */
export const cause = z.strictObject({
  /** When it was changed first since the program was applied, ISO 8601. */
  since: z.iso.datetime(),
  /** The changes, the newest first. */
  changes: z.array(resourceChange).min(1),
});

/** Who changed a resource, and since when. */
export type Cause = Readonly<z.output<typeof cause>>;

/** Most changes that are told of one resource. */
const MOST = 5;

/** Roles that apply the program or deliver releases: `gha-deploy-role`, `nc-billing-prod-gha-deploy-role`. */
const PIPELINE = /:assumed-role\/(gha-deploy-role|nc-[^/]+-gha-deploy-role)\//;

/** An AWS service that acts by itself, such as autoscaling. */
const SERVICE = /\.amazonaws\.com$|:assumed-role\/AWSServiceRoleFor/;

/**
 * The changes that made a resource drift. What the pipeline or an AWS service did is left out where somebody else has
 * changed the resource too.
 *
 * @param appliedAt - when the program last changed it, ISO 8601: what was before is no drift
 * @returns nothing where CloudTrail knows none
 */
export function causeOf(
  changes: readonly ResourceChange[],
  appliedAt: string | undefined,
): Cause | undefined {
  const start = appliedAt === undefined ? 0 : wholeSecond(appliedAt);
  const since = changes
    .filter(({ at }) => Date.parse(at) >= start)
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  const byOthers = since.filter(({ by }) => !PIPELINE.test(by) && !SERVICE.test(by));
  const told = byOthers.length > 0 ? byOthers : since;
  const first = told.at(-1);
  return first && { since: first.at, changes: told.slice(0, MOST) };
}

/** CloudTrail has times in whole seconds, the state of Pulumi finer ones. */
function wholeSecond(time: string): number {
  return Math.floor(Date.parse(time) / 1000) * 1000;
}
