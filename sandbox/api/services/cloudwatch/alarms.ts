import {
  type CompositeAlarm,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  type MetricAlarm,
  type MetricDataQuery,
} from "@aws-sdk/client-cloudwatch";
import { CREATED_AT } from "../../../cloud/identifiers";
import type { Entry, Properties } from "../../../cloud/record";
import { objectOf } from "../../../cloud/values";
import { arnOf, type Call } from "../../call";
import { operation } from "../../operation";
import { stateOfAlarm, transitionsOf } from "../../simulation/alarms/states";

const METRIC_ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const COMPOSITE_ALARM = "aws:cloudwatch/compositeAlarm:CompositeAlarm";

const DESCRIBE_ALARMS = operation(DescribeAlarmsCommand, {
  asks: () => [{ action: "cloudwatch:DescribeAlarms", resource: "*" }],
  handle(input, call) {
    const { AlarmNames, AlarmNamePrefix, StateValue, AlarmTypes = ["MetricAlarm"] } = input;
    const isWanted = (name: string) =>
      (!AlarmNames || AlarmNames.includes(name)) &&
      (!AlarmNamePrefix || name.startsWith(AlarmNamePrefix)) &&
      (!StateValue || stateOfAlarm(call.account, name) === StateValue);
    const found = (type: string) =>
      call.account.cloud.list(type).filter((each) => isWanted(nameOf(each)));
    return {
      MetricAlarms: AlarmTypes.includes("MetricAlarm")
        ? found(METRIC_ALARM).map((each) => metricAlarm(call, each))
        : [],
      CompositeAlarms: AlarmTypes.includes("CompositeAlarm")
        ? found(COMPOSITE_ALARM).map((each) => compositeAlarm(call, each))
        : [],
    };
  },
});

const DESCRIBE_ALARM_HISTORY = operation(DescribeAlarmHistoryCommand, {
  asks: ({ AlarmName }, call) => [
    {
      action: "cloudwatch:DescribeAlarmHistory",
      resource: arnOf(call, "cloudwatch", `alarm:${AlarmName ?? "*"}`),
    },
  ],
  handle({ AlarmName = "", StartDate, EndDate }, { account }) {
    const found = transitionsOf(account, AlarmName)
      .map(({ at, from, to }) => ({
        AlarmName,
        Timestamp: new Date(at),
        HistoryItemType: "StateUpdate" as const,
        HistorySummary: `Alarm updated from ${from} to ${to}`,
        HistoryData: JSON.stringify({
          version: "1.0",
          oldState: { stateValue: from },
          newState: { stateValue: to },
        }),
      }))
      .filter(({ Timestamp }) => !StartDate || Timestamp >= StartDate)
      .filter(({ Timestamp }) => !EndDate || Timestamp <= EndDate);
    return { AlarmHistoryItems: found.reverse() };
  },
});

export const ALARMS = [DESCRIBE_ALARM_HISTORY, DESCRIBE_ALARMS];

function nameOf({ state }: Entry): string {
  return String(state.name ?? state.alarmName);
}

function common({ account }: Call, entry: Entry) {
  const name = nameOf(entry);
  const last = transitionsOf(account, name).at(-1);
  // An alarm is INSUFFICIENT_DATA from its creation on.
  const at = new Date(last?.at ?? CREATED_AT);
  return {
    AlarmName: name,
    AlarmArn: String(entry.state.arn),
    AlarmDescription: String(entry.state.alarmDescription ?? ""),
    ActionsEnabled: entry.state.actionsEnabled !== false,
    StateValue: stateOfAlarm(account, name),
    StateReason: last
      ? `Transition from ${last.from} to ${last.to}`
      : "Unchecked: Initial alarm creation",
    StateUpdatedTimestamp: at,
    StateTransitionedTimestamp: at,
  };
}

function metricAlarm(call: Call, entry: Entry): MetricAlarm {
  const { state } = entry;
  return {
    ...common(call, entry),
    EvaluationPeriods: Number(state.evaluationPeriods),
    DatapointsToAlarm: Number(state.datapointsToAlarm ?? state.evaluationPeriods),
    Threshold: Number(state.threshold),
    TreatMissingData: String(state.treatMissingData ?? "missing"),
    ...(state.metricName !== undefined && {
      MetricName: String(state.metricName),
      Namespace: String(state.namespace),
      Period: Number(state.period),
    }),
    ...(Array.isArray(state.metricQueries) && {
      Metrics: (state.metricQueries as Properties[]).map(metricQuery),
    }),
  };
}

/** A query of an alarm on metric math, as the provider's state has it. */
function metricQuery({ id, expression, label, returnData, metric }: Properties): MetricDataQuery {
  const own = metric === undefined ? undefined : objectOf(metric);
  return {
    Id: String(id),
    ReturnData: returnData === true,
    ...(label !== undefined && { Label: String(label) }),
    ...(expression !== undefined && { Expression: String(expression) }),
    ...(own && {
      MetricStat: {
        Metric: {
          Namespace: String(own.namespace),
          MetricName: String(own.metricName),
          Dimensions: Object.entries(objectOf(own.dimensions) ?? {}).map(([Name, value]) => ({
            Name,
            Value: String(value),
          })),
        },
        Period: Number(own.period),
        Stat: String(own.stat),
      },
    }),
  };
}

function compositeAlarm(call: Call, entry: Entry): CompositeAlarm {
  return { ...common(call, entry), AlarmRule: String(entry.state.alarmRule) };
}
