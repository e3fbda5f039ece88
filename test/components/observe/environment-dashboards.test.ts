import { expect } from "chai";
import { EnvironmentDashboards, pages } from "../../../components/observe/environment-dashboards";
import type { Signals } from "../../../components/observe/workload-widgets";
import { only, record } from "../../support/record";
import { scopeIn } from "../../support/scopes";

const line = {
  measure: { namespace: "N", metricName: "M", dimensions: {}, statistic: "Sum" },
  period: 60,
};
const lines = (count: number) => Array<typeof line>(count).fill(line);

/** A workload whose row reads `metrics` metrics, one of which is of its deployments. */
const signals = (metrics: number): Signals => ({
  ...{ service: "ingest-worker", environment: "prod", alarms: ["arn:alarm"] },
  ...{ traffic: lines(1), errors: lines(metrics - 3), latency: lines(1), saturation: lines(9) },
});
const many = (count: number, metrics = 4) => Array<Signals>(count).fill(signals(metrics));

describe("EnvironmentDashboards", () => {
  it("[§13] is one dashboard of a row for each workload", async () => {
    const made = await record(
      () => new EnvironmentDashboards("d", { scope: scopeIn("prod"), signals: many(2) }),
    );
    const { inputs } = only(made, "aws:cloudwatch/dashboard:Dashboard");

    expect(inputs.dashboardName).to.equal("nc-platform-prod-dashboard");
    expect(JSON.parse(inputs.dashboardBody).widgets).to.have.length(8);
  });

  it("holds 125 workloads, and shows the next on a second", async () => {
    const names = async (count: number) =>
      (
        await record(
          () => new EnvironmentDashboards("d", { scope: scopeIn("prod"), signals: many(count) }),
        )
      ).flatMap(({ inputs }) => inputs.dashboardName ?? []);

    expect(await names(125)).to.deep.equal(["nc-platform-prod-dashboard"]);
    expect(await names(126)).to.deep.equal([
      ...["nc-platform-prod-dashboard", "nc-platform-prod-dashboard-2"],
    ]);
  });

  it("turns the page at 2500 metrics, and not within a row", () => {
    const sizes = (count: number, metrics: number) =>
      pages(many(count, metrics)).map(({ length }) => length);

    expect(sizes(100, 25)).to.deep.equal([400]);
    expect(sizes(101, 25)).to.deep.equal([400, 4]);
    expect(sizes(97, 26)).to.deep.equal([384, 4]);
  });

  it("counts what is read for a computation, and not the computation", () => {
    const share = {
      measure: {
        metrics: { a: line.measure, b: line.measure },
        ...{ expression: "a / b", label: "share" },
      },
      period: 60,
    };
    const of = (measures: number) => ({ ...signals(4), errors: Array(measures).fill(share) });

    expect(pages([of(1248), signals(4)])).to.have.length(2);
    expect(pages([of(1246), signals(4)])).to.have.length(1);
  });
});
