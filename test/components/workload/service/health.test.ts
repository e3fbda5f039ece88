import { expect } from "chai";
import type { Line } from "../../../../components/observe/dashboard/graph";
import type { Health } from "../../../../components/observe/health";
import { serviceHealth } from "../../../../components/workload/service/health";
import { Service } from "../../../../components/workload/service/service";
import { shapeOf } from "../../../../infra/catalog/workload";
import type { Environment } from "../../../../infra/environments";
import { only, type RecordedResource, record } from "../../../support/record";
import { argsIn, makeIn } from "./fixture";

const GROUP = "aws:codedeploy/deploymentGroup:DeploymentGroup";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";

const alarm = (made: readonly RecordedResource[], component: string) =>
  only(made, ALARM, `ingest-worker-${component}`).inputs;
const rollbackAlarms = (made: readonly RecordedResource[]) =>
  only(made, GROUP).inputs.alarmConfiguration.alarms as string[];

describe("the health of a service, as it is deployed", () => {
  it("[§7.1] is 200 at its health path, asked of the tasks of both target groups", async () => {
    const made = await record(makeIn("prod"));
    const groups = made.filter(({ type }) => type === "aws:lb/targetGroup:TargetGroup");
    expect(groups.map(({ name }) => name)).to.deep.equal([
      "ingest-worker-blue",
      "ingest-worker-green",
    ]);
    for (const { inputs } of groups) {
      expect(inputs.healthCheck).to.deep.include({
        enabled: true,
        protocol: "HTTP",
        port: "traffic-port",
        path: "/ingest/healthz",
        matcher: "200",
      });
    }
  });

  it("[§7.1] is an error rate below the settings' share, and rolls back above it", async () => {
    const made = await record(makeIn("prod"));
    const { name, threshold, comparisonOperator, metricQueries } = alarm(made, "http-errors");
    expect([threshold, comparisonOperator]).to.deep.equal([1, "GreaterThanThreshold"]);
    const counted = metricQueries
      .filter(({ metric }: { metric?: { metricName: string } }) =>
        metric?.metricName.startsWith("HTTPCode"),
      )
      .map(({ metric }: { metric: { metricName: string } }) => metric.metricName);
    // Of both groups, and what the targets answered: never the load balancer's own 5xx.
    expect(counted).to.deep.equal(["HTTPCode_Target_5XX_Count", "HTTPCode_Target_5XX_Count"]);
    expect(rollbackAlarms(made)).to.include(name);
  });

  it("[§13] is a p95 within its SLO, and rolls back above it in either group", async () => {
    const made = await record(makeIn("prod", { slo: { p95: "250 ms", availability: 99.9 } }));
    for (const color of ["blue", "green"]) {
      const inputs = alarm(made, `latency-${color}`);
      expect(inputs, color).to.deep.include({
        metricName: "TargetResponseTime",
        extendedStatistic: "p95",
        threshold: 0.25,
        comparisonOperator: "GreaterThanThreshold",
      });
      expect(rollbackAlarms(made)).to.include(inputs.name);
    }
  });

  it("[§13] takes a release back in prod for ten minutes after all traffic has shifted", async () => {
    const { inputs } = only(await record(makeIn("prod")), GROUP);
    expect(inputs.autoRollbackConfiguration.events).to.include("DEPLOYMENT_STOP_ON_ALARM");
    expect(inputs.alarmConfiguration).to.include({ enabled: true, ignorePollAlarmFailure: false });
    const { terminateBlueInstancesOnDeploymentSuccess: end } = inputs.blueGreenDeploymentConfig;
    expect(end).to.deep.equal({ action: "TERMINATE", terminationWaitTimeInMinutes: 10 });
  });
});

/** The checks of the catalog's service. */
const INGEST_CHECKS = {
  health: "/ingest/healthz",
  readiness: "/ingest/readyz",
  happyPath: { method: "POST", path: "/ingest/documents", body: "{}", status: 202 },
};

/** The health of the catalog's service, with `changes` to its entry. */
function healthIn(environment: Environment, changes: object = {}) {
  const { context, workload } = argsIn(environment, changes);
  return serviceHealth({
    context,
    workload,
    checks: [workload.checks],
    healthCheckGracePeriod: workload.healthCheckGracePeriod,
    http: {
      loadBalancerSuffix: "app/lb/1",
      targetGroupSuffixes: ["targetgroup/a", "targetgroup/b"],
    },
    tasks: { clusterName: "nc-core", serviceName: "s" },
  });
}

const bakeOf = ({ alarms }: Health) =>
  Object.entries(alarms).flatMap(([key, { readBy }]) => (readBy === "bake" ? [key] : []));
const labels = (lines: readonly Line[]) =>
  lines.map(({ label, measure }) => label ?? ("label" in measure ? measure.label : undefined));

describe("what the health of a service is made of", () => {
  it("[§13] draws traffic, errors, p95 and saturation, over both target groups", () => {
    const { graphs } = healthIn("prod");

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

  it("[§13] has the budget of its SLO, of what its targets answered", () => {
    const { budget } = healthIn("prod");
    const metrics = (list: readonly { metricName: string }[] = []) =>
      list.map(({ metricName }) => metricName);

    expect(budget).to.deep.include({
      availability: 99.9,
      expectsTraffic: true,
      minimumRequests: 20,
    });
    expect(metrics(budget?.requests)).to.deep.equal(["RequestCount", "RequestCount"]);
    expect(metrics(budget?.errors)).to.deep.equal([
      ...["HTTPCode_Target_5XX_Count", "HTTPCode_Target_5XX_Count"],
    ]);
  });

  it("[§13] expects no traffic in dev, nor where its entry does not", () => {
    const slo = { p95: "300 ms", availability: 99.9, expectsTraffic: false };

    for (const health of [healthIn("dev"), healthIn("prod", { slo })]) {
      expect([health.budget?.expectsTraffic, bakeOf(health)]).to.deep.equal([false, []]);
    }
    expect(bakeOf(healthIn("prod"))).to.deep.equal(["no-requests"]);
  });

  it("[§13] is asked by the load balancer's host name, on its own route", () => {
    expect(healthIn("stg").syntheticCheck).to.deep.equal({
      host: "api.stg.neurocipher.example",
      checks: [INGEST_CHECKS],
    });
  });

  it("[§13] is asked as each revision answers that may run, by one request where they are equal", async () => {
    const args = argsIn("stg", {
      route: { path: "/v2/*" },
      checks: { happyPath: { path: "/v2/x" } },
    });
    const wanted = shapeOf(args.workload);
    const before = shapeOf(argsIn("stg").workload);
    const shapes = [wanted, { ...wanted, port: 9090 }, before] as const;
    const found: Health[] = [];
    await record(() => found.push(new Service("ingest-worker", { ...args, shapes }).health));

    expect(found[0]?.syntheticCheck?.checks).to.deep.equal([
      {
        health: "/v2/healthz",
        readiness: "/v2/readyz",
        happyPath: { method: "GET", path: "/v2/x", status: 200 },
      },
      INGEST_CHECKS,
    ]);
  });
});
