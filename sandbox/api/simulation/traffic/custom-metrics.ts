import { ownEntries } from "../../own-entries";
import type { Account } from "../../world";

/** A metric that somebody publishes. */
export interface CustomMetric {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** One value that was published; the time in ISO 8601. */
export interface Datum {
  readonly at: string;
  readonly value: number;
}

const DATA = ownEntries<{ data: readonly Datum[] }>("sandbox:cloudwatch/metric");

/** Publishes a value of a metric. */
export function putDatum({ cloud }: Account, metric: CustomMetric, datum: Datum): void {
  const { data } = DATA.get(cloud, keyOf(metric)) ?? { data: [] };
  DATA.put(cloud, keyOf(metric), { data: [...data, datum] });
}

/** A statistic over what was published of a metric in a time; `undefined` where nothing was. */
export function customValue(
  { cloud }: Account,
  metric: CustomMetric & { readonly stat: string },
  start: Date,
  end: Date,
): number | undefined {
  const values = (DATA.get(cloud, keyOf(metric))?.data ?? [])
    .filter(({ at }) => new Date(at) >= start && new Date(at) < end)
    .map(({ value }) => value)
    .sort((a, b) => a - b);
  if (values.length === 0) return undefined;
  const sum = values.reduce((all, each) => all + each, 0);
  const [, percentile] = /^p(\d+(?:\.\d+)?)$/.exec(metric.stat) ?? [];
  if (percentile !== undefined) {
    return values[Math.ceil((Number(percentile) / 100) * values.length) - 1];
  }
  switch (metric.stat) {
    case "Sum":
      return sum;
    case "Average":
      return sum / values.length;
    case "Maximum":
      return values.at(-1);
    case "Minimum":
      return values[0];
    case "SampleCount":
      return values.length;
    default:
      throw new Error(`the sandbox does not compute ${metric.stat}`);
  }
}

function keyOf({ namespace, metricName, dimensions }: CustomMetric): string {
  const sorted = Object.entries(dimensions).sort(([a], [b]) => a.localeCompare(b));
  return JSON.stringify([namespace, metricName, sorted]);
}
