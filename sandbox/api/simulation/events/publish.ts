import { randomUUID } from "node:crypto";
import type { Entry, Properties } from "../../../cloud/record";
import type { Account, World } from "../../world";
import { deliver } from "./deliver";
import { countMatch } from "./matches";
import { matchesPattern } from "./pattern";

export const RULE = "aws:cloudwatch/eventRule:EventRule";
const TARGET = "aws:cloudwatch/eventTarget:EventTarget";

/** An event as its source publishes it; id, time and account are added. */
export interface PublishedEvent {
  readonly source: string;
  readonly "detail-type": string;
  readonly resources: readonly string[];
  readonly detail: Properties;
  /**
   * Whether CloudTrail has it as a read-only management event, which most rules are not given (EventBridge user guide,
   * "Receiving read-only management events from AWS services"). @default false
   */
  readonly isReadOnly?: boolean;
}

/** State of a rule that is given read-only management events too. */
const GIVEN_READS = "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS";

/** Hands an event to every rule that it matches: each match is counted, and functions are called. */
export async function publishEvent(
  world: World,
  account: Account,
  { isReadOnly = false, ...published }: PublishedEvent,
): Promise<void> {
  const { cloud } = account;
  const now = world.clock.now();
  const event = { ...envelopeOf(world, account), ...published };
  const rules = cloud
    .list(RULE)
    .filter(({ state }) => isOn(state) && (!isReadOnly || state.state === GIVEN_READS))
    .filter(({ state }) => matchesPattern(state, event));
  for (const rule of rules) {
    countMatch(account, rule.id, now);
    await callTargets(world, account, rule, event);
  }
}

/** The event of a rule that calls by the clock (EventBridge user guide, "Creating a rule that runs on a schedule"). */
export async function publishScheduled(world: World, account: Account, rule: Entry): Promise<void> {
  await callTargets(world, account, rule, {
    ...envelopeOf(world, account),
    source: "aws.events",
    "detail-type": "Scheduled Event",
    resources: [rule.state.arn],
    detail: {},
  });
}

/** What every event has (EventBridge user guide, "Event structure"). */
function envelopeOf({ clock }: World, { id: account, region }: Account) {
  const time = clock
    .now()
    .toISOString()
    .replace(/\.\d{3}Z$/, "Z");
  return { version: "0", id: randomUUID(), account, region, time };
}

async function callTargets(world: World, account: Account, rule: Entry, event: Properties) {
  const targets = account.cloud.list(TARGET).filter(({ state }) => state.rule === rule.state.name);
  for (const { state } of targets) await deliver(world, account, state, event);
}

function isOn({ state, eventPattern }: Properties): boolean {
  return state !== "DISABLED" && typeof eventPattern === "string";
}
