import { expect } from "chai";
import type { Line } from "../../../../components/observe/dashboard/graph";
import { Service } from "../../../../components/workload/service/service";
import type { Environment } from "../../../../infra/environments";
import { record } from "../../../support/record";
import { argsIn } from "./fixture";

/** What there is to observe of the catalog's service. */
async function observedIn(environment: Environment, changes: object = {}) {
  let service: Service | undefined;
  await record(() => {
    service = new Service("ingest-worker", argsIn(environment, changes));
  });
  if (!service) throw new Error("no service was made");
  return service.observed;
}

const labels = (lines: readonly Line[]) =>
  lines.map(({ label, measure }) => label ?? ("label" in measure ? measure.label : undefined));

describe("what there is to observe of a service", () => {
  it("[§13] draws traffic, errors, p95 and saturation, over both target groups", async () => {
    const { graphs } = await observedIn("prod");

    expect(
      Object.fromEntries(Object.entries(graphs).map(([key, value]) => [key, labels(value)])),
    ).to.deep.equal({
      traffic: ["requests a minute, blue", "requests a minute, green"],
      errors: ["5xx, % of requests"],
      latency: ["p95, s, blue", "p95, s, green"],
      saturation: ["CPU, %", "memory, %", "tasks that are wanted", "tasks that run"],
    });
    expect(graphs.errors.concat(graphs.latency).map(({ threshold }) => threshold)).to.deep.equal([
      ...[1, 0.3, 0.3],
    ]);
  });

  it("[§13] has the budget of its SLO, of what its targets answered", async () => {
    const { budget } = await observedIn("prod");
    const metrics = (list: readonly { metricName: string }[] = []) =>
      list.map(({ metricName }) => metricName);

    expect(budget).to.deep.include({
      availability: 99.9,
      traffic: "expected",
      minimumRequests: 20,
    });
    expect(metrics(budget?.requests)).to.deep.equal(["RequestCount", "RequestCount"]);
    expect(metrics(budget?.errors)).to.deep.equal([
      ...["HTTPCode_Target_5XX_Count", "HTTPCode_Target_5XX_Count"],
    ]);
  });

  it("[§13] expects no traffic in dev, nor where its entry does not", async () => {
    const slo = { p95: "300 ms", availability: 99.9, expectsTraffic: false };

    for (const { budget, bakeAlarms } of [
      await observedIn("dev"),
      await observedIn("prod", { slo }),
    ]) {
      expect([budget?.traffic, bakeAlarms]).to.deep.equal(["sporadic", []]);
    }
    expect((await observedIn("prod")).bakeAlarms).to.have.lengthOf(1);
  });

  it("[§13] is asked by the load balancer's host name, on its own route", async () => {
    expect((await observedIn("stg")).tested).to.deep.equal({
      host: "api.stg.neurocipher.example",
      checks: {
        health: "/ingest/healthz",
        readiness: "/ingest/readyz",
        happyPath: { method: "POST", path: "/ingest/documents", body: "{}", status: 202 },
      },
    });
  });
});
