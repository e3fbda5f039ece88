import { expect } from "chai";
import {
  EnvironmentDashboards,
  pages,
} from "../../../../components/observe/dashboard/environment-dashboards";
import type { Signals } from "../../../../components/observe/dashboard/workload-widgets";
import { contextIn } from "../../../support/contexts";
import { only, record } from "../../../support/record";

const line = {
  measure: { namespace: "N", metricName: "M", dimensions: {}, statistic: "Sum" },
  period: 60,
};
const lines = (count: number) => Array<typeof line>(count).fill(line);

/** A workload whose row reads `metrics` metrics, one of which is of its deployments. */
const signals = (metrics: number): Signals => ({
  service: "ingest-worker",
  environment: "prod",
  alarms: ["arn:alarm"],
  traffic: lines(1),
  errors: lines(metrics - 4),
  latency: lines(1),
  saturation: lines(1),
});
const many = (count: number, metrics = 5) => Array<Signals>(count).fill(signals(metrics));

describe("EnvironmentDashboards", () => {
  it("[§13] is one dashboard of a row for each workload", async () => {
    const made = await record(
      () => new EnvironmentDashboards("d", { context: contextIn("prod"), signals: many(2) }),
    );
    const { inputs } = only(made, "aws:cloudwatch/dashboard:Dashboard");

    expect(inputs.dashboardName).to.equal("nc-platform-prod-dashboard");
    expect(JSON.parse(inputs.dashboardBody).widgets).to.have.length(10);
  });

  it("holds 100 workloads, and shows the next on a second", async () => {
    const names = async (count: number) =>
      (
        await record(
          () =>
            new EnvironmentDashboards("d", { context: contextIn("prod"), signals: many(count) }),
        )
      ).flatMap(({ inputs }) => inputs.dashboardName ?? []);

    expect(await names(100)).to.deep.equal(["nc-platform-prod-dashboard"]);
    expect(await names(101)).to.deep.equal([
      ...["nc-platform-prod-dashboard", "nc-platform-prod-dashboard-2"],
    ]);
  });

  it("turns the page at 2500 metrics, and not within a row", () => {
    const sizes = (count: number, metrics: number) =>
      pages(many(count, metrics)).map(({ length }) => length);

    expect(sizes(50, 50)).to.deep.equal([250]);
    expect(sizes(51, 50)).to.deep.equal([250, 5]);
    expect(sizes(50, 51)).to.deep.equal([245, 5]);
  });

  it("counts what is read for a computation, and not the computation", () => {
    const share = {
      measure: {
        metrics: { a: line.measure, b: line.measure },
        expression: "a / b",
        label: "share",
      },
      period: 60,
    };
    const of = (measures: number) => ({ ...signals(5), errors: Array(measures).fill(share) });

    expect(pages([of(1246), signals(5)])).to.have.length(2);
    expect(pages([of(1245), signals(5)])).to.have.length(1);
  });
});
