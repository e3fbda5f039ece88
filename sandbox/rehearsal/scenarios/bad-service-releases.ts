import { ownerOf } from "../../../delivery/assembly/delivery";
import { promoteRelease } from "../../../delivery/assembly/promotion";
import { releaseId } from "../../../delivery/decisions/release/release";
import type { EventOf, LedgerEvent } from "../../../delivery/ledger/events";
import { holds, present } from "../check";
import { type Build, behave, build } from "../delivery/build";
import { type Code, codeId, codeOf } from "../delivery/code";
import { deliveryOf } from "../delivery/delivery-of";
import { closeTickets } from "../delivery/incidents";
import { ledgerOf } from "../delivery/ledger-of";
import { runningCode } from "../delivery/running-code";
import { approveAll } from "../delivery/runs";
import type { Scenario } from "../scenario";
import { firstOf, type Stage } from "../stage";

/** CI/CL-002 §14: what was rolled back, with incident and ticket. It follows `service-release`. */
export const badServiceReleases: Scenario = {
  name: "bad-service-releases",
  title: "Bad releases of a service are rolled back in stg, with an incident and a ticket",
  shows: ["rollback-ecs"],
  async run(stage, step) {
    const service = firstOf(stage, "service");
    const sound = codeOf(service, "v1.0.0");
    await stage.clock.sleep(OLD_TASKS_KEPT);
    await step(
      `${service.name} v1.0.6 answers 500 where it is tested, and no user sees it`,
      async () =>
        undone(stage, await build(stage, service, "v1.0.6", { behaviour: "broken" }), sound, {
          cause: "deployment-failure",
          productionPercent: 0,
          toldBy: "event",
        }),
    );
    await closeTickets(stage, "stg");
    await step(
      `${service.name} v1.1.0 answers with errors, and is undone in its canary`,
      async () =>
        undone(stage, await build(stage, service, "v1.1.0", { behaviour: "5xx" }), sound, {
          cause: "deployment-failure",
          productionPercent: 10,
          toldBy: "event",
        }),
    );
    await step("the incident in stg closes with its root-cause ticket", () =>
      closeTickets(stage, "stg"),
    );
    // Until the alarms of the release before are off, CodeDeploy stops every other.
    await stage.clock.sleep(OLD_TASKS_KEPT);
    await step(`${service.name} v1.2.0 breaks later, and is undone in its watch`, async () =>
      undone(stage, await build(stage, service, "v1.2.0"), sound, {
        cause: "watch",
        productionPercent: 100,
        // CodeDeploy stops what an alarm finds while it keeps the old tasks, too.
        toldBy: "event",
      }),
    );
  },
};

/**
 * Longest that CodeDeploy keeps the tasks of the release before, in milliseconds: an hour. For as long, the
 * deployment group takes no other deployment.
 */
const OLD_TASKS_KEPT = 60 * 60_000;

/** Name of the function that opens stg's incidents. */
const OPEN_INCIDENT = "nc-platform-stg-open-incident";

/** What the ledger says of a rollback, and who is the first to tell of it. */
type Undone = Pick<EventOf<"rolled-back">, "cause" | "productionPercent"> & {
  /** AWS's event, which open-incident answers, or the run that promotes: where AWS itself undoes nothing. */
  readonly toldBy: "event" | "run";
};

/**
 * Promotes a release into stg that does not stay there: with the first look of its watch it answers with errors, if
 * it has not been undone before.
 *
 * @param sound - what ran before, and runs again
 */
export async function undone(
  stage: Stage,
  built: Build,
  sound: Code,
  want: Undone,
): Promise<readonly string[]> {
  const { workload } = built.release;
  const delivery = deliveryOf(stage, built, "stg");
  const say = (line: string) => {
    delivery.say(line);
    // The release is sound until all traffic has moved.
    if (line.includes("alarms are watched")) behave(stage, built, "5xx");
  };
  await approveAll(stage, "stg", delivery.run);
  await promoteRelease({ ...delivery, say }, built.release);

  const events = await ledgerOf(stage, "stg").eventsOf(workload);
  const own = events.filter(
    (each) => each.type === "promotion-phase" && each.release === releaseId(built.release),
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
  const { toldBy, ...rollback } = want;
  holds("rollback", { cause, productionPercent }, rollback);
  holds("running code", runningCode(stage, "stg", built.workload), codeId(sound));
  const incidents = stage.accounts.stg.cloud
    .list("sandbox:ssm/opsItem")
    .filter(({ state }) => String(state.title).includes(deployment));
  const tickets = stage.github.state.issues.filter(({ title }) => title.includes(deployment));
  holds("incidents and tickets", [incidents.length, tickets.length], [1, 1]);
  const opened = events.find(
    (each) => isOf(each, "incident-opened") && each.deployment === deployment,
  );
  holds("writer", opened?.writer, toldBy === "event" ? OPEN_INCIDENT : ownerOf(delivery.run));
  const seconds = (Date.parse(at) - Date.parse(startedAt)) / 1000;
  return [
    `${deployment}: from breach to traffic back in ${seconds} s, ${productionPercent} % of traffic at most`,
    `incident ${present("incident", incidents[0]).key}, ticket #${present("ticket", tickets[0]).number}`,
  ];
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
