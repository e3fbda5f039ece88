import { formatProblem, InvalidInput } from "../../infra/problems";
import type { GateReport } from "../decisions/gates/registry";
import { hasEnded, waitsToDeploy } from "../decisions/promotion/record";
import { addFlags } from "../flags/add-flags";
import { claim } from "./claim";
import { deploy, startDeployment } from "./deploy";
import { passGates } from "./gates";
import { Journal } from "./journal";
import type { Promotion, PromotionOutcome } from "./promotion";
import { openReview } from "./review";
import { sayWait, sayWaitOnce } from "./say-wait";
import { watch } from "./watch";

/** How long what the gates said holds, in milliseconds: ten minutes. */
const HOLDS = 10 * 60_000;

/**
 * Promotes a release into an environment, or goes on with what an earlier run of the same promotion left: it
 * picks up the deployment that runs instead of starting another.
 *
 * @param id - of the promotion, where a new one begins: unique for the workflow run and its attempt
 * @param ask - asks every gate of the environment, as `askGates` does. What they said holds for ten minutes, in the run
 *   that has asked them: until the deployment starts, it is called again
 * @throws {Lost} if another run takes it over meanwhile, and what the ports throw: it can then be promoted again
 */
export async function promote(
  promotion: Promotion,
  id: string,
  ask: () => Promise<GateReport>,
): Promise<PromotionOutcome> {
  const claimed = await claim(promotion, id);
  if (claimed.kind === "held") return { kind: "waits", reasons: claimed.reasons };
  const journal = new Journal(promotion, claimed.record);
  const { clock } = promotion;
  const sayOnce = sayWaitOnce(promotion);
  // What an earlier run has asked is not known to hold now.
  let passedAt = Number.NEGATIVE_INFINITY;
  while (!hasEnded(journal.record)) {
    const isOpen = clock.now().getTime() < passedAt + HOLDS;
    if (waitsToDeploy(journal.record) && !isOpen) {
      const asked = clock.now().getTime();
      const waits = await passGates(promotion, journal, await ask());
      if (waits) return waits;
      passedAt = asked;
      continue;
    }
    switch (journal.record.phase) {
      case "gated":
        await openReview(promotion, journal);
        await journal.enter("copying");
        break;
      case "copying":
        await sayWait(promotion, "its artifacts are copied and compared", "copy");
        await promotion.artifacts.copy(promotion.release);
        await addNeededFlags(promotion, journal);
        await journal.enter("migrating");
        break;
      case "migrating":
        await startDeployment(promotion, journal, { until: passedAt + HOLDS, sayOnce });
        break;
      case "deploying":
        await deploy(promotion, journal);
        break;
      case "baking":
        await watch(promotion, journal);
        break;
    }
  }
  return { kind: "ended", record: journal.record, reasons: journal.reasons };
}

/** What the release needs of flags is there before its code runs (CI/CL-002 §10). */
async function addNeededFlags(
  { release, environment, flags, clock, say }: Promotion,
  journal: Journal,
): Promise<void> {
  const { workload, flags: keys } = release;
  if (keys.length === 0) return;
  if (flags === undefined) {
    const want = `none, as the platform has given ${workload} no flags in ${environment}`;
    throw new InvalidInput("the release", [formatProblem("flags", keys, want)]);
  }
  await addFlags({ flags, keys, clock, say, beat: () => journal.beat() });
}
