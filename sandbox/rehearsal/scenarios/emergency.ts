import { promoteRelease } from "../../../delivery/assembly/promotion";
import { releaseId } from "../../../delivery/decisions/release/release";
import { ofType } from "../../../delivery/ledger/kpi/deployments";
import type { PromotionOutcome } from "../../../delivery/promotion/promotion";
import { holds, present } from "../check";
import { build } from "../delivery/build";
import { deliveryOf } from "../delivery/delivery-of";
import { closeTickets } from "../delivery/incidents";
import { ledgerOf } from "../delivery/ledger-of";
import { approveAll } from "../delivery/runs";
import type { Scenario } from "../scenario";
import { firstOf, type Stage } from "../stage";

const VERSION = "v1.2.0";

/** CI/CL-002 §16: what cannot wait for a window, and is reviewed afterwards. It follows `bad-function-release`. */
export const emergency: Scenario = {
  name: "emergency",
  title: "An emergency does not wait for a window, and its post-incident review is opened at once",
  async run(stage, step) {
    const workload = firstOf(stage, "function");
    await closeTickets(stage, "stg");
    await stage.clock.sleep(untilNight(stage.clock.now()));
    const release = await build(stage, workload, VERSION, {
      change: { type: "emergency", risk: "high", summary: "Stops what users suffer from" },
    });
    await step(`${workload.name} ${VERSION} is green in stg, at night`, async () => {
      const delivery = deliveryOf(stage, release, "stg");
      await approveAll(stage, "stg", delivery.run);
      const outcome = await promoteRelease(delivery, release.release);
      holds("outcome", phaseOf(outcome), "succeeded");
      return [stage.clock.now().toISOString()];
    });
    await step(
      "in prod it passes with somebody on call, and its review is open before it deploys",
      async () => {
        const delivery = deliveryOf(stage, release, "prod");
        await approveAll(stage, "prod", delivery.run);
        const outcome = await promoteRelease(delivery, release.release);
        holds("outcome", phaseOf(outcome), "succeeded");
        return reviewed(stage, releaseId(release.release), workload.name);
      },
    );
  },
};

/** What the ledger and GitHub have of the review, which has to be there before anything was deployed. */
async function reviewed(stage: Stage, id: string, workload: string): Promise<readonly string[]> {
  const events = await ledgerOf(stage, "prod").eventsOf(workload);
  const own = events.filter((each) => "release" in each && each.release === id);
  const review = present("review-opened", ofType(own, "review-opened").at(0));
  const phases = ofType(own, "promotion-phase");
  const deploying = present(
    "deploying",
    phases.find(({ phase }) => phase === "deploying"),
  );
  holds("review before the deployment", review.at <= deploying.at, true);
  const answers = ofType(own, "gate-decided");
  const approval = present(
    "change-approval",
    answers.find(({ gate }) => gate === "change-approval"),
  );
  const number = Number(review.review.split("/").at(-1));
  const issue = stage.github.state.issues.find(
    (each) => each.number === number && each.labels.includes("post-incident-review"),
  );
  holds("the review's ticket", present("ticket", issue).state, "open");
  return [approval.reasons.join(" "), `post-incident review ${review.review}`];
}

/** Where a promotion has ended, or why it has not. */
function phaseOf(outcome: PromotionOutcome): string {
  return outcome.kind === "ended" ? outcome.record.phase : outcome.reasons.join("\n");
}

/** Milliseconds until 04:00 UTC, when no window of the settings' calendar is open. */
function untilNight(now: Date): number {
  const night = new Date(now);
  night.setUTCHours(4, 0, 0, 0);
  if (night <= now) night.setUTCDate(night.getUTCDate() + 1);
  return night.getTime() - now.getTime();
}
