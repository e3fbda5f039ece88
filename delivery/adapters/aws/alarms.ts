import type { AlarmState, Alarms } from "../../ports/alarms";
import type { AwsClients } from "./clients";

/** Most names that one request takes (CloudWatch API, DescribeAlarms: `AlarmNames`). */
const BATCH = 100;

/** Alarms of CloudWatch, metric alarms and composite ones. */
export function cloudWatchAlarms(clients: AwsClients): Alarms {
  return {
    async states(names) {
      const client = await clients.cloudWatch();
      const found = new Map<string, AlarmState>();
      for (let start = 0; start < names.length; start += BATCH) {
        const answer = await client.describeAlarms({
          AlarmNames: names.slice(start, start + BATCH),
          AlarmTypes: ["CompositeAlarm", "MetricAlarm"],
          MaxRecords: BATCH,
        });
        const { CompositeAlarms = [], MetricAlarms = [] } = answer;
        for (const each of [...CompositeAlarms, ...MetricAlarms]) {
          const { AlarmName: name = "", StateValue: state, StateReason: reason = "" } = each;
          const since = (
            each.StateTransitionedTimestamp ?? each.StateUpdatedTimestamp
          )?.toISOString();
          if (state === undefined || since === undefined) continue;
          found.set(name, { name, state, reason, since });
        }
      }
      return names.map((name) => {
        const state = found.get(name);
        if (state === undefined) throw new Error(`the alarm ${name} does not exist`);
        return state;
      });
    },
  };
}
