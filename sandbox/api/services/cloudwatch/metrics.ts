import {
  type Dimension,
  GetMetricDataCommand,
  type MetricDataQuery,
  PutMetricDataCommand,
} from "@aws-sdk/client-cloudwatch";
import type { Call } from "../../call";
import { operation } from "../../operation";
import { compute } from "../../simulation/alarms/metric-math";
import { putDatum } from "../../simulation/traffic/custom-metrics";
import { metricValue } from "../../simulation/traffic/metrics";

const GET_METRIC_DATA = operation(GetMetricDataCommand, {
  asks: () => [{ action: "cloudwatch:GetMetricData", resource: "*" }],
  handle({ MetricDataQueries = [], StartTime, EndTime, ScanBy }, call) {
    const start = StartTime ?? call.now;
    const periods = MetricDataQueries.map(periodOf).filter((each) => each > 0);
    const period = Math.min(...periods, 3600) * 1000;
    const first = Math.floor(start.getTime() / period) * period;
    const last = Math.min((EndTime ?? call.now).getTime(), call.now.getTime());
    const times = Array.from(
      { length: Math.max(0, Math.ceil((last - first) / period)) },
      (_, index) => {
        return new Date(first + index * period);
      },
    );
    const points = times.map((time) => ({
      time,
      at: valuesAt(MetricDataQueries, call, time, period),
    }));
    if (ScanBy !== "TimestampAscending") points.reverse();
    return {
      MetricDataResults: MetricDataQueries.filter(({ ReturnData }) => ReturnData !== false).map(
        ({ Id = "", Label }) => {
          const own = points.filter(({ at }) => at[Id] !== undefined);
          return {
            Id,
            Label: Label ?? Id,
            StatusCode: "Complete" as const,
            Timestamps: own.map(({ time }) => time),
            Values: own.map(({ at }) => Number(at[Id])),
          };
        },
      ),
    };
  },
});

const PUT_METRIC_DATA = operation(PutMetricDataCommand, {
  asks: ({ Namespace = "" }) => [
    {
      action: "cloudwatch:PutMetricData",
      resource: "*",
      context: { "cloudwatch:namespace": Namespace },
    },
  ],
  handle({ Namespace = "", MetricData = [] }, { account, now }) {
    for (const { MetricName = "", Dimensions, Value, Timestamp } of MetricData) {
      putDatum(
        account,
        { namespace: Namespace, metricName: MetricName, dimensions: dimensionsOf(Dimensions) },
        { at: (Timestamp ?? now).toISOString(), value: Value ?? 0 },
      );
    }
    return {};
  },
});

export const METRICS = [GET_METRIC_DATA, PUT_METRIC_DATA];

function periodOf({ MetricStat, Period }: MetricDataQuery): number {
  return MetricStat?.Period ?? Period ?? 0;
}

/** What each query is in the period that begins at a time: metrics first, then expressions in their order. */
function valuesAt(queries: readonly MetricDataQuery[], call: Call, time: Date, period: number) {
  const end = new Date(time.getTime() + period);
  const values: Record<string, number | undefined> = {};
  for (const { Id = "", MetricStat } of queries) {
    if (!MetricStat) continue;
    const { Metric, Stat = "Sum" } = MetricStat;
    const query = {
      namespace: Metric?.Namespace ?? "",
      metricName: Metric?.MetricName ?? "",
      dimensions: dimensionsOf(Metric?.Dimensions),
      stat: Stat,
    };
    values[Id] = metricValue(call.account, query, time, end);
  }
  for (const { Id = "", Expression } of queries) {
    if (Expression === undefined) continue;
    values[Id] = compute({ metrics: values, expression: Expression }, values);
  }
  return values;
}

function dimensionsOf(dimensions: readonly Dimension[] = []): Record<string, string> {
  return Object.fromEntries(dimensions.map(({ Name = "", Value = "" }) => [Name, Value]));
}
