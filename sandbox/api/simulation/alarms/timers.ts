import type { Account, World } from "../../world";
import { ROLLOUTS, rollBackOnAlarms, rollsOut } from "../appconfig/rollout";
import { DEPLOYMENTS, isRunning } from "../codedeploy/deployment";
import { stopOnAlarms } from "../codedeploy/stop";
import { goesOn, SERVICE_DEPLOYMENTS } from "../ecs/deployment";
import { failOnAlarms } from "../ecs/end";
import { publishEvent } from "../events/publish";
import type { Timer } from "../timer";
import { lastChange } from "../traffic/history";
import { observeTraffic } from "../traffic/observe";
import { type AlarmState, evaluateAlarm } from "./alarm";
import { ruleHolds } from "./composite";
import { setAlarmState, stateOfAlarm } from "./states";

const METRIC_ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const COMPOSITE_ALARM = "aws:cloudwatch/compositeAlarm:CompositeAlarm";

const MINUTE = 60_000;

/** How long after the last change of traffic alarms may still change: the longest of the short windows. */
const SETTLES_AFTER = 90 * MINUTE;

/** Minutes at which alarms are evaluated: all of them, as long as something may change them. */
export function alarmTimers(world: World): Timer[] {
  const now = world.clock.now();
  const next = new Date((Math.floor(now.getTime() / MINUTE) + 1) * MINUTE);
  const accounts = world.accounts.filter((account) => mayChange(account, now));
  if (accounts.length === 0) return [];
  // One timer for all of them: once the first has run, the next minute is another.
  const run = async () => {
    for (const account of accounts) await evaluateAlarms(world, account);
  };
  return [{ at: next, run }];
}

function mayChange(account: Account, now: Date): boolean {
  if (DEPLOYMENTS.list(account.cloud).some(({ state }) => isRunning(state))) return true;
  if (SERVICE_DEPLOYMENTS.list(account.cloud).some(({ state }) => goesOn(state))) return true;
  if (ROLLOUTS.list(account.cloud).some(({ state }) => rollsOut(state))) return true;
  const changed = lastChange(account);
  return changed !== undefined && now.getTime() - changed.getTime() < SETTLES_AFTER;
}

/** Evaluates every alarm of an account, and stops the deployments that one of them stops. */
export async function evaluateAlarms(world: World, account: Account): Promise<void> {
  const now = world.clock.now();
  observeTraffic(world, account);
  const changed: string[] = [];
  for (const alarm of account.cloud.list(METRIC_ALARM)) {
    const state = evaluateAlarm(account, alarm, now);
    const name = String(alarm.state.name);
    if (state && setAlarmState(account, name, state, now)) changed.push(name);
  }
  const stateOf = (name: string) => stateOfAlarm(account, name);
  const composites = account.cloud.list(COMPOSITE_ALARM);
  // A composite may be of composites: each round settles one more level.
  for (let settled = false; !settled; ) {
    settled = true;
    for (const { state } of composites) {
      const to: AlarmState = ruleHolds(String(state.alarmRule), stateOf) ? "ALARM" : "OK";
      const name = String(state.alarmName);
      if (!setAlarmState(account, name, to, now)) continue;
      changed.push(name);
      settled = false;
    }
  }
  for (const name of new Set(changed)) await publishAlarm(world, account, name);
  const alarms = account.cloud.list(METRIC_ALARM).map(({ state }) => String(state.name));
  const inAlarm = new Set(alarms.filter((name) => stateOf(name) === "ALARM"));
  await stopOnAlarms(world, account, inAlarm);
  await failOnAlarms(world, account, inAlarm);
  await rollBackOnAlarms(world, account, inAlarm);
}

/** Source: CloudWatch user guide, "Alarm events and EventBridge". */
function publishAlarm(world: World, account: Account, alarmName: string): Promise<void> {
  return publishEvent(world, account, {
    source: "aws.cloudwatch",
    "detail-type": "CloudWatch Alarm State Change",
    resources: [`arn:aws:cloudwatch:${account.region}:${account.id}:alarm:${alarmName}`],
    detail: {
      alarmName,
      state: {
        value: stateOfAlarm(account, alarmName),
        reason: "Threshold Crossed: the newest data points breach it.",
        timestamp: world.clock.now().toISOString().replace("Z", "+0000"),
      },
    },
  });
}
