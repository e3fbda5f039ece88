import { formatProblem, InvalidInput } from "../../infra/problems";
import { mayFollow } from "../decisions/promotion/phases";
import { hasEnded, type PromotionRecord } from "../decisions/promotion/record";
import { releaseId } from "../decisions/release/release";
import { Journal } from "./journal";
import type { Promotion, PromotionOutcome } from "./promotion";
import { undo } from "./undo";

/**
 * Takes a release back because a person says so (CI/CL-002 §14): no approval and no canary. A run that works on its
 * promotion loses it, and stops. What has not been deployed yet is cancelled, without an incident.
 *
 * A promotion that had succeeded keeps that phase: what became of its deployment is in the ledger, and `broken` says it.
 *
 * @param why - the person's reason, which the incident has
 * @throws {InvalidInput} if the workload's last promotion was of another release
 */
export async function rollBack(promotion: Promotion, why: string): Promise<PromotionOutcome> {
  const { deployer } = promotion;
  const taken = await takeOver(promotion);
  if (taken === undefined) {
    return {
      kind: "waits",
      reasons: ["another run has written its promotion just now: ask again"],
    };
  }
  const journal = new Journal(promotion, taken);
  const { deployment, phase } = taken;
  if (deployment === undefined || phase === "rolled-back") {
    const reasons = [phase === "rolled-back" ? "it is rolled back already" : why];
    if (hasEnded(taken)) return { kind: "ended", record: taken, reasons };
    await journal.enter(mayFollow(phase, "cancelled") ? "cancelled" : "failed", reasons);
    return { kind: "ended", record: journal.record, reasons };
  }
  if (phase === "migrating") await journal.enter("deploying");
  const { productionPercent } = await deployer.observe(deployment);
  const at = promotion.clock.now().toISOString();
  await undo(promotion, journal, { reason: why, at, productionPercent }, "person");
  const { record, reasons, isBack } = journal;
  return { kind: "ended", record, reasons, isBack };
}

/** The promotion, as this run's own; nothing where another writer came first. */
async function takeOver({
  clock,
  environment,
  owner,
  promotions,
  release,
}: Promotion): Promise<PromotionRecord | undefined> {
  const found = await promotions.read(release.workload);
  if (found?.release !== releaseId(release)) {
    const want = `${found?.version ?? "one that was promoted"}, the last that was promoted into ${environment}`;
    throw new InvalidInput("the rollback", [formatProblem("version", release.version, want)]);
  }
  const now = clock.now().toISOString();
  const mine = { name: owner, since: now, seenAt: now };
  const record = { ...found, revision: found.revision + 1, owner: mine };
  return (await promotions.write(record)) ? record : undefined;
}
