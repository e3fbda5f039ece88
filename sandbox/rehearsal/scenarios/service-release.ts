import { releaseId } from "../../../delivery/decisions/release/release";
import type { LedgerEvent } from "../../../delivery/ledger/events";
import { promote } from "../../../delivery/promotion/promote";
import { ENVIRONMENTS, type Environment } from "../../../infra/environments";
import { holds, present } from "../check";
import { type Build, buildImage, digestOfImage } from "../delivery/build";
import { ledgerOf } from "../delivery/ledger-of";
import { promotionId, promotionOf } from "../delivery/promotion-of";
import { runningImage } from "../delivery/running-image";
import { noGateYet } from "../no-gate-yet";
import type { Scenario } from "../scenario";
import { firstOf, type Stage } from "../stage";

/** CI/CL-002 §5, §7.1, §13: one release, unchanged, through every environment. */
export const serviceRelease: Scenario = {
  name: "service-release",
  title:
    "A release of a service goes from its tag through dev and stg to prod; no gate is asked yet",
  async run(stage, step) {
    const build = buildImage(stage, firstOf(stage, "service"), "v1.0.0");
    const { workload, version } = build.release;
    for (const environment of ENVIRONMENTS) {
      await step(`${workload} ${version} runs in ${environment}, and has been watched`, () =>
        deliver(stage, build, environment),
      );
    }
  },
};

const PHASES = ["gated", "copying", "migrating", "deploying", "baking", "succeeded"];

async function deliver(
  stage: Stage,
  build: Build,
  environment: Environment,
): Promise<readonly string[]> {
  const promotion = await promotionOf(stage, build, environment);
  await promote(promotion, promotionId(build, environment), noGateYet);

  const { workload } = build.release;
  const events = await ledgerOf(stage, environment).eventsOf(workload);
  const own = events.filter(
    (each) => each.type === "promotion-phase" && each.release === releaseId(build.release),
  );
  holds("phases", own.map(phaseOf), PHASES);
  holds("running image", runningImage(stage, environment, workload), digestOfImage(build));
  const baking = present(
    "baking",
    own.find((each) => phaseOf(each) === "baking"),
  );
  const end = present(
    "succeeded",
    own.find((each) => phaseOf(each) === "succeeded"),
  );
  const minutes = (Date.parse(end.at) - Date.parse(baking.at)) / 60_000;
  holds("minutes watched", minutes, promotion.watchMinutes);
  return [`${digestOfImage(build)}, watched for ${minutes} minutes`];
}

function phaseOf(event: LedgerEvent): string {
  return event.type === "promotion-phase" ? event.phase : event.type;
}
