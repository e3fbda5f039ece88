import { hasEnded, type PromotionRecord } from "../decisions/promotion/record";
import { releaseId } from "../decisions/release/release";
import type { Promotion } from "./promotion";

/** How long an owner that says nothing is taken to be alive, in milliseconds: two minutes. */
const SILENCE = 2 * 60_000;

/** What came of the wish to work on a promotion. */
export type Claim =
  | { readonly kind: "claimed"; readonly record: PromotionRecord }
  | { readonly kind: "held"; readonly reasons: readonly [string, ...string[]] };

/**
 * Takes a promotion to work on it: a new one, or the one of the same release that another run left. One at a
 * time for each workload and environment; a promotion that another run works on is left to it.
 */
export async function claim(promotion: Promotion, id: string): Promise<Claim> {
  const { release, environment, owner, promotions, clock } = promotion;
  const { workload, version } = release;
  const now = clock.now();
  const found = await promotions.read(workload);
  const revision = (found?.revision ?? 0) + 1;
  const mine = { name: owner, since: now.toISOString(), seenAt: now.toISOString() };
  let record: PromotionRecord;
  if (found !== undefined && !hasEnded(found)) {
    const holder = holderOf(found, owner, now);
    if (holder !== undefined) return { kind: "held", reasons: [holder] };
    if (found.release !== releaseId(release)) {
      return {
        kind: "held",
        reasons: [
          `${workload} ${found.version} is in the phase ${found.phase} in ${environment}, and nobody works on it: ` +
            `promote it again to finish it, or roll it back, before ${version}`,
        ],
      };
    }
    record = { ...found, revision, owner: mine };
  } else {
    record = {
      revision,
      promotion: id,
      workload,
      environment,
      release: releaseId(release),
      version,
      phase: "requested",
      phaseSince: now.toISOString(),
      requestedAt: now.toISOString(),
      owner: mine,
    };
  }
  if (await promotions.write(record)) return { kind: "claimed", record };
  return {
    kind: "held",
    reasons: [`another run has taken ${workload} in ${environment} just now`],
  };
}

/** Who else works on it, and since when; nothing where nobody does. */
function holderOf(
  { owner, workload, version, environment, phase }: PromotionRecord,
  name: string,
  now: Date,
): string | undefined {
  if (owner === undefined || owner.name === name) return undefined;
  if (now.getTime() - Date.parse(owner.seenAt) > SILENCE) return undefined;
  return `${owner.name} promotes ${workload} ${version} into ${environment} since ${owner.since}, in the phase ${phase}`;
}
