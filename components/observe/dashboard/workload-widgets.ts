import type { Input } from "@pulumi/pulumi";
import { type Edge, edgeTable } from "../../../infra/catalog/links/edges";
import type { Owner } from "../../../infra/naming/names";
import { BURN_RATES, burn } from "../alarms/burn-rate";
import type { ServiceLevel, WorkloadGraphs } from "../health";
import { type GraphArgs, graph, type Line, type Widget } from "./graph";

/** What a dashboard shows of one workload. */
export interface Signals extends Owner, WorkloadGraphs {
  /** Service level of the workload's error budget. @default - it has none */
  readonly budget?: ServiceLevel;
  /** ARNs of its alarms, at most 100. */
  readonly alarms: readonly Input<string>[];
}

/** Height of a text's line of a table, in units of the dashboard: a unit is about two lines high. */
const ROW_HEIGHT = 0.75;

/** Links as a table, from edge to edge of the dashboard; nothing where there are none. */
export function edgeWidgets(edges: readonly Edge[]): Widget[] {
  if (edges.length === 0) return [];
  const height = Math.min(3 + Math.ceil(edges.length * ROW_HEIGHT), 20);
  const markdown = `### Links\n\n${edgeTable(edges)}`;
  return [{ type: "text", width: 24, height, properties: { markdown } }];
}

/**
 * A workload's own dashboard.
 *
 * @param edges - the links from it and to it
 */
export function workloadWidgets(signals: Signals, edges: readonly Edge[] = []): Widget[] {
  const { service, environment, errors, latency, saturation, budget, alarms } = signals;
  return [
    alarmStates(`${service} in ${environment}`, alarms, 24),
    graph(trafficGraph(signals, "Traffic and deployments")),
    graph({ title: "Errors", lines: errors }),
    graph({ title: "Latency", lines: latency }),
    graph({ title: "Saturation", lines: saturation, width: 12 }),
    ...(budget
      ? [graph({ title: "Error budget burn", lines: budgetLines(budget), width: 12 })]
      : []),
    ...edgeWidgets(edges),
  ];
}

/** What the dashboard of an environment shows of each workload: one row. */
export function environmentWidgets(all: readonly Signals[]): Widget[] {
  return all.flatMap((signals) => {
    const { service, errors, latency, saturation, budget, alarms } = signals;
    const of = (what: string, lines: readonly Line[], width = 4) =>
      graph({ title: `${service}: ${what}`, lines, width });
    return [
      alarmStates(service, alarms, 4),
      graph({ ...trafficGraph(signals, `${service}: traffic and deployments`), width: 4 }),
      of("errors", errors),
      of("latency", latency),
      // The last one ends the row.
      of("saturation", saturation, budget ? 4 : 8),
      ...(budget ? [of("error budget burn", budgetLines(budget))] : []),
    ];
  });
}

function trafficGraph({ service, environment, traffic }: Signals, title: string): GraphArgs {
  return { title, lines: traffic, deployments: { service, environment } };
}

/** The two long windows: what is left of the budget is what they do not use up. */
function budgetLines(budget: ServiceLevel): Line[] {
  return Object.values(BURN_RATES).map(({ rate, long }) => burn(budget, rate, long));
}

function alarmStates(title: string, alarms: readonly Input<string>[], width: number): Widget {
  return { type: "alarm", width, height: width === 24 ? 3 : 6, properties: { title, alarms } };
}
