import { type AlarmCondition, isMetric } from "../../components/observe/condition";
import { compute } from "../../sandbox/api/simulation/alarms/metric-math";

/**
 * Whether an alarm on metric math is on after each period, with the metrics at these values in each:
 * on where enough of the last periods breach.
 */
export function alarmStates(condition: AlarmCondition, table: readonly object[]): boolean[] {
  const { periods, datapoints = periods } = condition;
  const breaches = table.map((at) => isBreach(condition, at));
  return breaches.map((_, index) => {
    const evaluated = breaches.slice(Math.max(0, index + 1 - periods), index + 1);
    return evaluated.filter(Boolean).length >= datapoints;
  });
}

function isBreach({ measure, comparison, threshold, missingData }: AlarmCondition, at: object) {
  if (isMetric(measure)) throw new Error(`${measure.metricName} is no metric math`);
  const value = compute(measure, at);
  if (value === undefined) return missingData === "breaching";
  if (comparison === ">") return value > threshold;
  return comparison === ">=" ? value >= threshold : value < threshold;
}

/** `count` periods alike. */
export function repeated<T>(count: number, at: T): T[] {
  return Array.from({ length: count }, () => at);
}
