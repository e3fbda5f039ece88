import { expect } from "chai";
import { type Made, only, record } from "../../../support/record";
import { makeIn } from "./fixture";

const GROUP = "aws:codedeploy/deploymentGroup:DeploymentGroup";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";

const alarm = (made: readonly Made[], component: string) =>
  only(made, ALARM, `ingest-worker-${component}`).inputs;
const rollbackAlarms = (made: readonly Made[]) =>
  only(made, GROUP).inputs.alarmConfiguration.alarms as string[];

describe("the health of a service", () => {
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
