import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { Dashboard } from "../../../../components/observe/dashboard/dashboard";
import type { Widget } from "../../../../components/observe/dashboard/graph";
import {
  environmentWidgets,
  type Signals,
  workloadWidgets,
} from "../../../../components/observe/dashboard/workload-widgets";
import { contextIn, INGEST } from "../../../support/contexts";
import { only, record } from "../../../support/record";

const context = contextIn("prod", INGEST);
const line = (name: string) => ({
  measure: { namespace: "N", metricName: name, dimensions: { D: "d" }, statistic: "Sum" },
  period: 60,
});
const signals: Signals = {
  service: "ingest-worker",
  environment: "prod",
  traffic: [line("requests")],
  errors: [line("errors")],
  latency: [line("p95")],
  saturation: [line("cpu")],
  budget: {
    availability: 99.9,
    expectsTraffic: true,
    minimumRequests: 20,
    requests: [line("requests").measure],
    errors: [line("errors").measure],
  },
  alarms: ["arn:alarm"],
};

/** The dashboard of `widgets`, its body read. */
async function drawn(widgets: Widget[]) {
  const made = await record(() => new Dashboard("dashboard", { context, widgets }));
  const { dashboardName, dashboardBody } = only(made, "aws:cloudwatch/dashboard:Dashboard").inputs;
  return { dashboardName, widgets: JSON.parse(dashboardBody).widgets };
}

describe("Dashboard", () => {
  it("[§13] shows a workload's alarms, traffic, errors, latency, saturation and budget", async () => {
    const { dashboardName, widgets } = await drawn(workloadWidgets(signals));
    const places = widgets.map(({ x, y, width, properties }: Record<string, unknown>) => [
      ...[(properties as { title: string }).title, x, y, width],
    ]);

    expect(dashboardName).to.equal("nc-ingest-worker-prod-dashboard");
    expect(places).to.deep.equal([
      ["ingest-worker in prod", 0, 0, 24],
      ["Traffic and deployments", 0, 3, 8],
      ["Errors", 8, 3, 8],
      ["Latency", 16, 3, 8],
      ["Saturation", 0, 9, 12],
      ["Error budget burn", 12, 9, 12],
    ]);
  });

  it("[§13] draws how fast the budget burns, and where that is an alarm", () => {
    const burning = workloadWidgets(signals).at(-1)?.properties;

    expect(burning?.annotations).to.deep.equal({
      horizontal: [
        { label: "alarm", value: 1.44 },
        { label: "alarm", value: 0.6 },
      ],
    });
  });

  it("shows no budget of a workload that has none", () => {
    const { budget, ...others } = signals;

    expect(workloadWidgets(others)).to.have.length(workloadWidgets(signals).length - 1);
  });

  it("[§13] shows each workload of an environment in a row", async () => {
    const { budget, ...frugal } = signals;
    const { widgets } = await drawn(environmentWidgets([signals, frugal, signals]));

    expect(widgets.map(({ x, y }: Record<string, number>) => [x, y])).to.deep.equal([
      ...[0, 4, 8, 12, 16, 20].map((x) => [x, 0]),
      ...[0, 4, 8, 12, 16].map((x) => [x, 6]),
      ...[0, 4, 8, 12, 16, 20].map((x) => [x, 12]),
    ]);
    expect(widgets.slice(0, 6).map(({ properties }: { properties: object }) => properties))
      .to.have.nested.property("[5].annotations.horizontal")
      .with.lengthOf(2);
  });

  it("says the region of its metrics, and takes what is known only later", async () => {
    const { widgets } = await drawn([
      {
        type: "metric",
        width: 6,
        height: 6,
        properties: { metrics: [["N", "M", "D", pulumi.output("d")]] },
      },
      {
        type: "alarm",
        width: 6,
        height: 6,
        properties: { title: "a", alarms: [pulumi.output("arn")] },
      },
    ]);

    expect(widgets).to.deep.equal([
      {
        type: "metric",
        x: 0,
        y: 0,
        width: 6,
        height: 6,
        properties: { metrics: [["N", "M", "D", "d"]], region: "ca-central-1" },
      },
      {
        type: "alarm",
        x: 6,
        y: 0,
        width: 6,
        height: 6,
        properties: { title: "a", alarms: ["arn"] },
      },
    ]);
  });

  for (const length of [0, 501]) {
    it(`refuses ${length} widgets`, () => {
      const widgets = Array(length).fill({ type: "alarm", width: 6, height: 6, properties: {} });

      expect(() => new Dashboard("dashboard", { context, widgets })).to.throw(
        `widgets is "${length} widgets": expected 1 to 500`,
      );
    });
  }
});
