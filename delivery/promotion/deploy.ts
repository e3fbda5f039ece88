import { type Deployment, DeploymentBlocked } from "../ports/deployer";
import { sayOnChange } from "../progress/say-on-change";
import { deploymentOf, type Journal } from "./journal";
import type { Promotion } from "./promotion";
import { sayWait, type sayWaitOnce } from "./say-wait";
import { undo } from "./undo";

/** How often a deployment is looked at, in milliseconds. */
const INTERVAL = 5_000;

/** How often a deployment that is blocked is tried again, in milliseconds. */
const BLOCKED_INTERVAL = 15_000;

/** For how long a deployment may be tried to start. */
interface Start {
  /** When the gates have to be asked again, in milliseconds since 1970. */
  readonly until: number;
  /** Says each wait once. */
  readonly sayOnce: ReturnType<typeof sayWaitOnce>;
}

/**
 * Starts the deployment, after what runs now is written down: a rollback returns to it. Another deployment may block it
 * until the gates have to be asked again; it is not started then.
 */
export async function startDeployment(
  promotion: Promotion,
  journal: Journal,
  start: Start,
): Promise<void> {
  const { deployer } = promotion;
  if (journal.record.deployment === undefined) {
    await start.sayOnce("its deployment is started", "start");
    const previous = journal.record.previous ?? (await deployer.current());
    if (previous !== undefined) await journal.keep({ previous });
    const deployment = await startUnblocked(promotion, journal, start);
    if (deployment === undefined) return;
    await journal.keep({ deployment, starting: undefined });
  }
  await journal.enter("deploying");
}

/**
 * Waits for a deployment that blocks this one, and says for which; nothing where it blocks for longer. That it is tried is
 * written down first: a run that is killed leaves what it has started, such as a closed intake, to the next one, whatever
 * the gates say by then.
 */
async function startUnblocked(
  { clock, deployer, release }: Promotion,
  journal: Journal,
  { until, sayOnce }: Start,
): Promise<string | undefined> {
  do {
    await journal.keep({ starting: true });
    try {
      return await deployer.start(release, journal.record.promotion);
    } catch (error) {
      if (!(error instanceof DeploymentBlocked)) throw error;
      await journal.keep({ starting: undefined });
      await sayOnce(`waiting, as ${error.problems.join("; ")}`, "rollout");
    }
    await clock.sleep(BLOCKED_INTERVAL);
    await journal.beat();
  } while (clock.now().getTime() < until);
  return undefined;
}

/** Watches the deployment until it has ended, however long its steps take. */
export async function deploy(promotion: Promotion, journal: Journal): Promise<void> {
  const { deployer, clock, release, say } = promotion;
  const id = deploymentOf(journal);
  const { broken } = journal.record;
  if (broken) return undo(promotion, journal, broken);
  await sayWait(promotion, `${id} deploys ${release.version}`, "rollout");
  const show = sayOnChange(say);
  let shifted = false;
  for (;;) {
    const deployment = await deployer.observe(id);
    show(describe(deployment));
    if (deployment.productionPercent > 0 && !shifted) {
      await journal.note({ type: "traffic-shifted", deployment: id });
      shifted = true;
    }
    switch (deployment.state) {
      case "in-progress":
        await clock.sleep(INTERVAL);
        await journal.beat();
        continue;
      case "succeeded":
        await journal.enter("baking");
        return;
      case "rolled-back":
      case "failed":
        return undo(promotion, journal, {
          reason: deployment.reason ?? "AWS gives no reason",
          at: deployment.brokenAt ?? clock.now().toISOString(),
          productionPercent: deployment.productionPercent,
        });
    }
  }
}

/** Such as `d-1: in-progress, 10 % of traffic, AllowTraffic`. */
function describe({ id, state, productionPercent, steps }: Deployment): string {
  const step = steps.find((each) => each.state === "in-progress");
  const name = step === undefined ? "" : `, ${step.name}`;
  return `  ${id}: ${state}, ${productionPercent} % of traffic${name}`;
}
