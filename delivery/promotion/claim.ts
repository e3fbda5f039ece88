import { hasEnded, type PromotionRecord } from "../decisions/promotion/record";
import { supersededReason, supersedes, waitsAtGates } from "../decisions/promotion/supersede";
import { releaseId } from "../decisions/release/release";
import { Journal } from "./journal";
import type { Promotion } from "./promotion";

/** How long an owner that says nothing is taken to be alive, in milliseconds: two minutes. */
const SILENCE = 2 * 60_000;

/** What came of the wish to work on a promotion. */
export type Claim =
  | { readonly kind: "claimed"; readonly record: PromotionRecord }
  | { readonly kind: "held"; readonly reasons: readonly [string, ...string[]] };

/**
 * Takes a promotion to work on it: a new one, or the one of the same release that another run left. One at a
 * time for each workload and environment; a promotion that another run works on is left to it. One of another
 * release that merely waits at its gates is cancelled, where this release supersedes it.
 *
 * @throws {Lost} if another run takes the workload over meanwhile
 */
export async function claim(promotion: Promotion, id: string): Promise<Claim> {
  const { release, environment, promotions } = promotion;
  const { workload, version } = release;
  const found = await promotions.read(workload);
  if (found === undefined || hasEnded(found)) return begin(promotion, id, found);
  const holder = holderOf(found, promotion);
  if (holder !== undefined) return held(holder);
  if (found.supersededBy !== undefined) return replace(promotion, id, found, found.supersededBy);
  if (found.release === releaseId(release)) {
    return taken(promotion, {
      ...found,
      revision: found.revision + 1,
      phaseSince: sinceWatched(found, promotion),
      owner: ownerNow(promotion),
    });
  }
  if (supersedes(release, found)) return replace(promotion, id, found, version);
  const stands = `${workload} ${found.version} is in the phase ${found.phase} in ${environment}`;
  return held(
    waitsAtGates(found)
      ? `${stands} since ${found.phaseSince}, and waits at its gates: ${version} is no newer release and no ` +
          `emergency, and does not supersede it. To cancel it: nc rollback ${workload} --environment ${environment} ` +
          `--reason '${version} goes first'`
      : `${stands}, and nobody works on it: promote it again to finish it, or roll it back, before ${version}`,
  );
}

/** A new promotion, after the workload's last one. */
async function begin(
  promotion: Promotion,
  id: string,
  last: PromotionRecord | undefined,
): Promise<Claim> {
  const { release, environment, clock } = promotion;
  const { workload, version } = release;
  const now = clock.now().toISOString();
  return taken(promotion, {
    revision: (last?.revision ?? 0) + 1,
    promotion: id,
    workload,
    environment,
    release: releaseId(release),
    version,
    phase: "requested",
    phaseSince: now,
    requestedAt: now,
    owner: ownerNow(promotion),
  });
}

/**
 * Cancels a promotion that waits, and begins the new one. That it is cancelled is written down first: a run that is
 * killed in between leaves it to the next, and nobody goes on with what the ledger calls cancelled.
 */
async function replace(
  promotion: Promotion,
  id: string,
  waiting: PromotionRecord,
  supersededBy: string,
): Promise<Claim> {
  const revision = waiting.revision + 1;
  const decided = { ...waiting, revision, supersededBy, owner: ownerNow(promotion) };
  const claimed = await taken(promotion, decided);
  if (claimed.kind === "held") return claimed;
  const { version, phaseSince } = waiting;
  promotion.say(
    `  ${version} waits at its gates since ${phaseSince}: ${supersededBy} supersedes it`,
  );
  const journal = new Journal(promotion, claimed.record);
  await journal.enter("cancelled", [supersededReason(supersededBy)]);
  return begin(promotion, id, journal.record);
}

/**
 * Since when the promotion is in its phase. A bake, and prod's watch, count as watched only without a break: where nobody
 * has looked at the alarms for a while, one could have gone off and be silent again, so they begin anew.
 */
function sinceWatched(
  { phase, phaseSince, owner, broken }: PromotionRecord,
  { clock }: Promotion,
): string {
  const now = clock.now();
  const seenAt = owner === undefined ? 0 : Date.parse(owner.seenAt);
  const isWatched = phase !== "baking" || now.getTime() - seenAt <= SILENCE;
  return isWatched || broken !== undefined ? phaseSince : now.toISOString();
}

/** Writes a record; it is held where another run came first. */
async function taken(promotion: Promotion, record: PromotionRecord): Promise<Claim> {
  if (await promotion.promotions.write(record)) return { kind: "claimed", record };
  const { workload, environment } = record;
  return held(`another run has taken ${workload} in ${environment} just now`);
}

function held(reason: string): Claim {
  return { kind: "held", reasons: [reason] };
}

function ownerNow({ owner, clock }: Promotion): NonNullable<PromotionRecord["owner"]> {
  const now = clock.now().toISOString();
  return { name: owner, since: now, seenAt: now };
}

/** Who else works on it, and since when; nothing where nobody does. */
function holderOf(
  { owner, workload, version, environment, phase }: PromotionRecord,
  { owner: name, clock }: Promotion,
): string | undefined {
  if (owner === undefined || owner.name === name) return undefined;
  if (clock.now().getTime() - Date.parse(owner.seenAt) > SILENCE) return undefined;
  return `${owner.name} promotes ${workload} ${version} into ${environment} since ${owner.since}, in the phase ${phase}`;
}
