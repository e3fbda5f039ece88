import type { Entry, Properties } from "../../../cloud/record";
import { objectOf } from "../../../cloud/values";
import type { Account } from "../../world";
import { type MetricQuery, metricValue } from "../traffic/metrics";
import { compute } from "./metric-math";

/** States of an alarm. */
export type AlarmState = "OK" | "ALARM" | "INSUFFICIENT_DATA";

/** What an evaluation says of a metric alarm; `undefined` where it keeps its state. */
export function evaluateAlarm(account: Account, alarm: Entry, now: Date): AlarmState | undefined {
  const { state } = alarm;
  const periods = Number(state.evaluationPeriods);
  const wanted = Number(state.datapointsToAlarm ?? periods);
  const period = periodOf(state);
  const values = Array.from({ length: periods }, (_, index) => {
    const end = new Date(now.getTime() - index * period * 1000);
    return resultIn(account, state, new Date(end.getTime() - period * 1000), end);
  });
  const missing = String(state.treatMissingData ?? "missing");
  const known = values.filter((each) => each !== undefined);
  if (known.length === 0 && missing === "ignore") return undefined;
  if (known.length === 0 && missing === "missing") return "INSUFFICIENT_DATA";
  const breaches = values.filter((each) =>
    each === undefined ? missing === "breaching" : breaks(state, each),
  );
  return breaches.length >= wanted ? "ALARM" : "OK";
}

function periodOf(state: Properties): number {
  const [first = state] = queriesOf(state).map(({ metric }) => objectOf(metric));
  return Number(first.period);
}

function resultIn(account: Account, state: Properties, start: Date, end: Date): number | undefined {
  const queries = queriesOf(state);
  if (queries.length === 0) return metricValue(account, queryOf(state), start, end);
  const metrics = queries.flatMap(({ id, metric }) => {
    const own = objectOf(metric);
    return own ? [[String(id), metricValue(account, queryOf(own), start, end)] as const] : [];
  });
  const steps = queries.filter(({ expression }) => expression !== undefined);
  const result = steps.find(({ returnData }) => returnData === true);
  const others = steps.filter((each) => each !== result);
  const at = Object.fromEntries(metrics);
  return compute(
    {
      metrics: at,
      steps: Object.fromEntries(others.map(({ id, expression }) => [id, String(expression)])),
      expression: String(result?.expression),
    },
    at,
  );
}

function queriesOf({ metricQueries }: Properties): Properties[] {
  return Array.isArray(metricQueries) ? metricQueries : [];
}

/** A metric as the record names it: an alarm's own members, or those of one of its queries. */
function queryOf(of: Properties): MetricQuery {
  return {
    namespace: String(of.namespace),
    metricName: String(of.metricName),
    dimensions: Object.fromEntries(
      Object.entries(objectOf(of.dimensions) ?? {}).map(([name, value]) => [name, String(value)]),
    ),
    stat: String(of.stat ?? of.statistic ?? of.extendedStatistic),
  };
}

function breaks({ comparisonOperator, threshold }: Properties, value: number): boolean {
  const limit = Number(threshold);
  switch (comparisonOperator) {
    case "GreaterThanThreshold":
      return value > limit;
    case "GreaterThanOrEqualToThreshold":
      return value >= limit;
    case "LessThanThreshold":
      return value < limit;
    case "LessThanOrEqualToThreshold":
      return value <= limit;
    default:
      throw new Error(`${comparisonOperator} is not computed`);
  }
}
