import { counted } from "../../infra/counted";
import type { AlarmState } from "../ports/alarms";
import { keepBake, watchedAlarms } from "./bake";
import { deploymentOf, type Journal } from "./journal";
import type { Promotion } from "./promotion";
import { sayWait } from "./say-wait";
import { undo } from "./undo";

/** How often alarms are read, in milliseconds: CloudWatch evaluates them once a minute at most often. */
const INTERVAL = 15_000;
const MINUTE = 60_000;

/**
 * Watches the workload's alarms for as long as the release bakes, from the moment that all traffic had shifted
 * (CI/CL-002 §13). The first that goes off rolls back at once. What cannot be read for the whole time is no
 * success: an alarm that still has no data at its end rolls back too.
 *
 * An alarm that was on before the promotion was requested is not its doing: before a first release nothing answers,
 * and a release that mends a workload begins with its alarms on. Such an alarm has to be off at the end.
 */
export async function watch(promotion: Promotion, journal: Journal): Promise<void> {
  const { alarms, clock, contract, deployer, watchMinutes } = promotion;
  const id = deploymentOf(journal);
  if (journal.record.broken) return undo(promotion, journal, journal.record.broken);
  const names = watchedAlarms(contract);
  const until = Date.parse(journal.record.phaseSince) + watchMinutes * MINUTE;
  const requestedAt = Date.parse(journal.record.requestedAt);
  const what = `${names.length} alarms are watched for ${counted(watchMinutes, "minute")}`;
  await sayWait(promotion, what, "watch", new Date(until));
  for (;;) {
    const deployment = await deployer.observe(id);
    // CodeDeploy watches too, as long as it keeps the old tasks: what it has undone is not sound.
    if (deployment.state === "rolled-back" || deployment.state === "failed") {
      return undo(promotion, journal, {
        reason: deployment.reason ?? "AWS gives no reason",
        at: deployment.brokenAt ?? clock.now().toISOString(),
        productionPercent: 100,
      });
    }
    const states = await alarms.states(names);
    const over = clock.now().getTime() >= until;
    const before = ({ since }: AlarmState) => Date.parse(since) < requestedAt;
    const broken = states.filter((each) => each.state === "ALARM" && (over || !before(each)));
    const silent = over ? states.filter(({ state }) => state === "INSUFFICIENT_DATA") : [];
    if (broken.length + silent.length > 0) {
      const [first = clock.now().toISOString()] = [...broken, ...silent]
        .map(({ since }) => since)
        .sort();
      const reason = [...broken, ...silent].map(describe).join("; ");
      return undo(promotion, journal, { reason, at: first, productionPercent: 100 });
    }
    if (over) {
      await deployer.finish(id);
      await keepBake(promotion, journal, "green");
      await journal.enter("succeeded");
      return;
    }
    await clock.sleep(Math.min(INTERVAL, until - clock.now().getTime()));
    await journal.beat();
  }
}

function describe({ name, state, reason }: AlarmState): string {
  return `${name} is ${state}: ${reason}`;
}
