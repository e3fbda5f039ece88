import type { EventOf, LedgerEvent } from "../../../delivery/ledger/events";
import { promote } from "../../../delivery/promotion/promote";
import { setBehaviour } from "../../api/simulation/behaviours";
import { holds, present } from "../check";
import { type Build, buildImage, digestOfImage } from "../delivery/build";
import { ledgerOf } from "../delivery/ledger-of";
import { promotionId, promotionOf } from "../delivery/promotion-of";
import { runningImage } from "../delivery/running-image";
import { noGateYet } from "../no-gate-yet";
import type { Scenario } from "../scenario";
import { firstOf, type Stage } from "../stage";

/** CI/CL-002 §14: what was rolled back, with incident and ticket. It follows `service-release`. */
export const badServiceReleases: Scenario = {
  name: "bad-service-releases",
  title: "Bad releases of a service are rolled back in stg, with an incident and a ticket",
  async run(stage, step) {
    const service = firstOf(stage, "service");
    const sound = digestOfImage(buildImage(stage, service, "v1.0.0"));
    await stage.clock.sleep(OLD_TASKS_KEPT);
    await step(`${service.name} v1.1.0 answers with errors, and is undone in its canary`, () =>
      undone(stage, buildImage(stage, service, "v1.1.0", "5xx"), sound, {
        cause: "deployment-failure",
        productionPercent: 10,
      }),
    );
    // Until the alarms of the release before are off, CodeDeploy stops every other.
    await stage.clock.sleep(OLD_TASKS_KEPT);
    await step(`${service.name} v1.2.0 breaks later, and is undone in its watch`, () =>
      undone(stage, buildImage(stage, service, "v1.2.0"), sound, {
        cause: "watch",
        productionPercent: 100,
      }),
    );
  },
};

/**
 * Longest that CodeDeploy keeps the tasks of the release before, in milliseconds: an hour. For as long, the
 * deployment group takes no other deployment.
 */
const OLD_TASKS_KEPT = 60 * 60_000;

/** What the ledger says of a rollback. */
type Undone = Pick<EventOf<"rolled-back">, "cause" | "productionPercent">;

async function undone(
  stage: Stage,
  build: Build,
  sound: string,
  want: Undone,
): Promise<readonly string[]> {
  const { workload } = build.release;
  const promotion = await promotionOf(stage, build, "stg");
  const say = (line: string) => {
    promotion.say(line);
    // The release is sound until all traffic has moved.
    if (line.includes("alarms are watched")) break5xx(stage, build);
  };
  await promote({ ...promotion, say }, promotionId(build, "stg"), noGateYet);

  const events = await ledgerOf(stage, "stg").eventsOf(workload);
  const own = events.filter(
    (each) => each.type === "promotion-phase" && each.promotion === promotionId(build, "stg"),
  );
  const last = present("phase", own.at(-1));
  holds("phase", last.type === "promotion-phase" && last.phase, "rolled-back");
  const deployment = present("deployment", deploymentOf(last));
  const rolledBack = present(
    "rolled-back",
    events.find((each) => isOf(each, "rolled-back") && each.deployment === deployment),
  );
  if (!isOf(rolledBack, "rolled-back")) throw new Error("it was found by its type");
  const { cause, productionPercent, startedAt, at } = rolledBack;
  holds("rollback", { cause, productionPercent }, want);
  holds("running image", runningImage(stage, "stg", workload), sound);
  const incident = stage.accounts.stg.cloud
    .list("sandbox:ssm/opsItem")
    .find(({ state }) => String(state.title).includes(deployment));
  const ticket = stage.github.state.issues.find(({ title }) => title.includes(deployment));
  const seconds = (Date.parse(at) - Date.parse(startedAt)) / 1000;
  return [
    `${deployment}: from breach to traffic back in ${seconds} s, ${productionPercent} % of traffic at most`,
    `incident ${present("incident", incident).key}, ticket #${present("ticket", ticket).number}`,
  ];
}

function break5xx({ world }: Stage, build: Build): void {
  for (const account of world.accounts) setBehaviour(account, digestOfImage(build), "5xx");
}

function isOf<Type extends LedgerEvent["type"]>(
  event: LedgerEvent,
  type: Type,
): event is EventOf<Type> {
  return event.type === type;
}

function deploymentOf(event: LedgerEvent): string | undefined {
  return event.type === "promotion-phase" ? event.deployment : undefined;
}
