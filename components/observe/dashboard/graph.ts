import { deploymentsMetric } from "../../../infra/deployments-metric";
import type { Owner } from "../../../infra/naming/names";
import { isMetric, type Measure, type Metric, type MetricMath } from "../condition";

/** One line of a graph. The condition of an alarm is one, and shows its threshold too. */
export interface Line {
  readonly measure: Measure;
  /** Seconds that one data point covers. */
  readonly period: number;
  /** Name of the line. @default - the label of a computation, CloudWatch's own for a metric */
  readonly label?: string;
  /** Value at which a line is drawn across. @default - none */
  readonly threshold?: number;
}

/** A widget of a dashboard, but for its place. */
export interface Widget {
  readonly type: "metric" | "alarm" | "text";
  /** Width in columns, 1 to 24. */
  readonly width: number;
  readonly height: number;
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface GraphArgs {
  /** Title of the graph, as the dashboard shows it. */
  readonly title: string;
  /** Metrics that the graph shows, one line each. */
  readonly lines: readonly Line[];
  /** Workload whose deployments are marked, as spikes on the right axis. @default - none */
  readonly deployments?: Owner;
  /** Width in columns, 1 to 24. @default 8 */
  readonly width?: number;
}

/**
 * A graph over time.
 *
 * Source of its form: CloudWatch API, "Dashboard Body Structure and Syntax".
 */
export function graph({ title, lines, deployments, width = 8 }: GraphArgs): Widget {
  const drawn = [...new Set(lines.flatMap(({ threshold }) => threshold ?? []))];
  const [first] = lines;
  const rows = lines.flatMap((line, index) => rowsOf(line, `_${index + 1}`));
  const spikes = deployments && first && deploymentRows(deployments, first.period);
  return {
    type: "metric",
    width,
    height: 6,
    properties: {
      title,
      view: "timeSeries",
      stacked: false,
      metrics: spikes ? [...rows, spikes] : rows,
      yAxis: { left: { min: 0 }, ...(spikes && { right: { min: 0, max: 1, showUnits: false } }) },
      ...(drawn.length > 0 && {
        annotations: { horizontal: drawn.map((value) => ({ label: "alarm", value })) },
      }),
    },
  };
}

function deploymentRows(owner: Owner, period: number) {
  const { statistic, ...metric } = deploymentsMetric(owner);
  const look = { stat: statistic, period, label: "deployments", yAxis: "right" };
  return [...coordinates(metric), look];
}

/** A line as rows of a graph; `suffix` keeps its ids apart from those of other lines. */
function rowsOf({ measure, period, label }: Line, suffix: string): unknown[][] {
  if (isMetric(measure)) {
    const look = { stat: measure.statistic, period, ...(label !== undefined && { label }) };
    return [[...coordinates(measure), look]];
  }
  const ids = new Set(Object.keys({ ...measure.metrics, ...measure.steps }));
  const named = (expression: string) =>
    expression.replace(/\b[a-z]\w*\b/g, (word) => (ids.has(word) ? `${word}${suffix}` : word));
  return computed(measure, label ?? measure.label, period, named, suffix);
}

function computed(
  { metrics, steps = {}, expression }: MetricMath,
  label: string,
  period: number,
  named: (expression: string) => string,
  suffix: string,
): unknown[][] {
  const hidden = { period, visible: false };
  return [
    ...Object.entries(metrics).map(([id, metric]) => [
      ...coordinates(metric),
      { id: named(id), stat: metric.statistic, ...hidden },
    ]),
    ...Object.entries(steps).map(([id, step]) => [
      { id: named(id), expression: named(step), ...hidden },
    ]),
    [{ id: `result${suffix}`, expression: named(expression), label, period }],
  ];
}

function coordinates({ namespace, metricName, dimensions }: Omit<Metric, "statistic">): unknown[] {
  return [namespace, metricName, ...Object.entries(dimensions).flat()];
}
