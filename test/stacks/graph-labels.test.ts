import { expect } from "chai";
import { environment } from "../../stacks/environment";
import { settingsOf } from "../support/contexts";
import { type PlannedResource, recordGraph } from "../support/plan-graph";
import { orderedCatalog } from "./order/catalog";

const BUDGET = ["failed in 1 h, %", "failed in 6 h, %"];
const SERVICE = {
  "traffic and deployments": ["requests a minute, blue", "requests a minute, green", "deployments"],
  errors: ["5xx, % of requests"],
  latency: ["p95, s, blue", "p95, s, green"],
  saturation: ["CPU, %", "memory, %", "tasks that are wanted", "tasks that run"],
  "error budget burn": BUDGET,
};
const FUNCTION_WITH_API = {
  "traffic and deployments": ["invocations a minute", "requests a minute", "deployments"],
  errors: ["errors, % of invocations", "5xx, % of requests"],
  latency: ["p95, ms"],
  saturation: ["concurrent executions", "throttled invocations"],
  "error budget burn": BUDGET,
};

/** The lines of each graph that a reader sees, by workload: the unit is in the label. */
const LINES: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  "api-adapter": FUNCTION_WITH_API,
  "audit-digest": {
    "traffic and deployments": ["runs that ended well", "starts", "deployments"],
    errors: ["runs that failed"],
    latency: ["minutes of an hour that it ran"],
    saturation: ["CPU, %", "memory, %"],
  },
  "audit-queue": {
    "traffic and deployments": ["sent a minute", "worked off a minute", "deployments"],
    errors: ["dead letters"],
    latency: ["oldest message, s"],
    saturation: [
      "messages for each task",
      "CPU, %",
      "memory, %",
      "tasks that are wanted",
      "tasks that run",
    ],
  },
  bell: FUNCTION_WITH_API,
  clock: SERVICE,
  hand: {
    "traffic and deployments": ["runs that ended well", "starts", "deployments"],
    errors: ["runs that failed"],
    latency: ["longest run, ms"],
    saturation: ["concurrent executions", "throttled invocations"],
  },
  "ingest-worker": SERVICE,
};

interface Look {
  readonly label?: string;
  readonly visible?: boolean;
}

interface Graph {
  readonly type: string;
  readonly properties: { readonly title: string; readonly metrics?: readonly unknown[][] };
}

/** The labels of what is shown, by the graph's title, of every graph of a dashboard. */
function linesOf({ inputs }: PlannedResource): Record<string, (string | undefined)[]> {
  const { widgets }: { widgets: readonly Graph[] } = JSON.parse(String(inputs.dashboardBody));
  const graphs = widgets.filter(({ properties }) => properties.metrics !== undefined);
  return Object.fromEntries(
    graphs.map(({ properties: { title, metrics = [] } }) => [
      title.toLowerCase(),
      metrics
        .map((row): Look => (row.at(-1) instanceof Object ? (row.at(-1) as Look) : {}))
        .filter(({ visible }) => visible !== false)
        .map(({ label }) => label),
    ]),
  );
}

describe("the lines of the dashboards", () => {
  let dashboards: Map<unknown, PlannedResource>;
  before(async () => {
    const catalog = await orderedCatalog();
    const plan = await recordGraph(() => environment(settingsOf("prod"), catalog));
    dashboards = new Map(
      plan
        .filter(({ type }) => type === "aws:cloudwatch/dashboard:Dashboard")
        .map((each) => [each.inputs.dashboardName, each]),
    );
  });

  const shown = (name: string) => {
    const dashboard = dashboards.get(name);
    expect(dashboard, name).to.not.equal(undefined);
    return dashboard && linesOf(dashboard);
  };

  for (const [workload, graphs] of Object.entries(LINES)) {
    it(`[§13] are labelled, with their unit, on that of ${workload}`, () => {
      expect(shown(`nc-${workload}-prod-dashboard`)).to.deep.equal(graphs);
    });
  }

  it("[§13] are the same on the environment's, below the name of each workload", () => {
    const all = Object.entries(LINES).flatMap(([workload, graphs]) =>
      Object.entries(graphs).map(([title, lines]) => [`${workload}: ${title}`, lines]),
    );
    expect(shown("nc-platform-prod-dashboard")).to.deep.equal(Object.fromEntries(all));
  });
});
