import { kpis } from "../../../delivery/ledger/kpi/kpis";
import {
  KPI_NAMESPACE,
  kpiDimensions,
  quarterStart,
  TARGET_METRICS,
} from "../../../infra/kpi-metrics";
import { fullName } from "../../../infra/naming/names";
import { stateOfAlarm } from "../../api/simulation/alarms/states";
import { customValue } from "../../api/simulation/traffic/custom-metrics";
import { holds } from "../check";
import { ledgerOf } from "../delivery/ledger-of";
import type { Scenario } from "../scenario";
import type { Stage } from "../stage";

const HOUR = 3_600_000;

/** CI/CL-002 §19: what the scenarios before have left in prod's ledger, as CloudWatch has it. */
export const kpiMetrics: Scenario = {
  name: "kpis",
  title: "The KPIs are published every hour, and an alarm tells of a target that is missed",
  async run(stage, step) {
    await step("prod's metrics are the ledger's KPIs, and each alarm is as its target says", () =>
      published(stage),
    );
  },
};

async function published(stage: Stage): Promise<readonly string[]> {
  const { accounts, clock, settings } = stage;
  // A full hour after the last event: the function has run, and the alarms have seen what it published.
  await clock.sleep(HOUR + HOUR / 12);
  const at = Math.floor(clock.now().getTime() / HOUR) * HOUR;
  const period = { from: quarterStart(new Date(at)), to: at };
  const events = await ledgerOf(stage, "prod").allEvents();
  const found = kpis(events, { environment: "prod", ...period });
  const { changeFailurePercent, restoreMinutes, rollbackPercent } = found;
  const leadTimeMinutes = found.leadTime.median;
  const values = { leadTimeMinutes, changeFailurePercent, restoreMinutes, rollbackPercent };
  const dimensions = kpiDimensions({ environment: "prod" });
  holds("failed events of publish-kpis", failedEvents(stage), []);
  return ALARMS.map(([kpi, component]) => {
    const metric = { namespace: KPI_NAMESPACE, metricName: TARGET_METRICS[kpi], dimensions };
    const span = [new Date(at), new Date(at + HOUR)] as const;
    const value = customValue(accounts.prod, { ...metric, stat: "Maximum" }, ...span);
    holds(metric.metricName, value, values[kpi]);
    const target = settings.prod.kpi[kpi];
    const alarm = fullName({ service: "platform", environment: "prod" }, component);
    const state = stateOfAlarm(accounts.prod, alarm);
    holds(alarm, state, value !== undefined && value >= target ? "ALARM" : "OK");
    return `${metric.metricName} ${value ?? "not measured"}, target under ${target}: ${alarm} is ${state}`;
  });
}

/** The KPIs that have a target, with the last part of their alarms' names. */
const ALARMS = [
  ["leadTimeMinutes", "kpi-lead-time"],
  ["changeFailurePercent", "kpi-change-failures"],
  ["restoreMinutes", "kpi-time-to-restore"],
  ["rollbackPercent", "kpi-rollbacks"],
] as const;

/** What the function was called with and could not do, with the reason. */
function failedEvents({ accounts }: Stage): readonly string[] {
  const queue = fullName(
    { service: "platform", environment: "prod" },
    "publish-kpis-failed-events",
  );
  return accounts.prod.cloud
    .list("sandbox:sqs/message")
    .filter(({ state }) => state.queue === queue)
    .map(({ state }) => String(state.body));
}
