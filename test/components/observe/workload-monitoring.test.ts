import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { metricAlarm } from "../../../components/observe/alarms/alarm";
import { CanaryScript } from "../../../components/observe/canary/canary-script";
import type { Health, ServiceLevel } from "../../../components/observe/health";
import { lambdaThrottles } from "../../../components/observe/metrics/lambda";
import { WorkloadMonitoring } from "../../../components/observe/workload-monitoring";
import type { Environment } from "../../../infra/environments";
import { topicsAt } from "../../support/alert-topics";
import { contextIn, INGEST } from "../../support/contexts";
import { testResources } from "../../support/environment-resources";
import { only, record } from "../../support/record";

const COMPOSITE = "aws:cloudwatch/compositeAlarm:CompositeAlarm";
const CANARY = "aws:synthetics/canary:Canary";
const DASHBOARD = "aws:cloudwatch/dashboard:Dashboard";

const count = { namespace: "N", metricName: "M", dimensions: {}, statistic: "Sum" };
const lines = [{ measure: count, period: 60 }];
const budget: ServiceLevel = {
  availability: 99.9,
  expectsTraffic: true,
  minimumRequests: 20,
  requests: [count],
  errors: [count],
};
const syntheticCheck = {
  host: "api.example.com",
  checks: [
    {
      health: "/healthz",
      readiness: "/readyz",
      happyPath: { method: "GET", path: "/ok", status: 200 },
    },
  ],
} as const;

/** What monitoring makes over one alarm of each kind, and what it hands on. */
async function made(environment: Environment, more: Partial<Health> = {}, tests = true) {
  const context = contextIn(environment, INGEST);
  let contract: unknown;
  let alarms: unknown;
  const all = await record(() => {
    const alarm = (component: string) =>
      metricAlarm(
        component,
        {
          context,
          component,
          severity: "page",
          alertTopicArns: topicsAt("arn:topic"),
          ...lambdaThrottles({ functionName: "f", alias: "live" }),
        },
        {},
      );
    const health = {
      graphs: { traffic: lines, errors: lines, latency: lines, saturation: lines },
      ...more,
    };
    const script = tests
      ? new CanaryScript("script", { context: contextIn(environment), bucketName: "artifacts" })
      : undefined;
    const monitoring = new WorkloadMonitoring("w", {
      context,
      health,
      alarms: { rollback: [alarm("errors")], bake: [alarm("silence")] },
      environmentResources: testResources(context).environmentResources(),
      script,
    });
    monitoring.releaseContract.apply((value) => {
      contract = value;
    });
    pulumi.output(monitoring.signals.alarms).apply((value) => {
      alarms = value;
    });
  });
  return { all, contract, alarms };
}

describe("WorkloadMonitoring", () => {
  it("[§13] sums up what rolls back, what is watched, the canary and the budget", async () => {
    const { all } = await made("stg", { budget, syntheticCheck });
    const name = (component: string) => `nc-ingest-worker-stg-${component}`;
    const rule = ["errors", "silence", "synthetic-check", "burn-fast", "burn-slow"]
      .map((component) => `ALARM("${name(component)}")`)
      .join(" OR ");

    expect(only(all, COMPOSITE, "w").inputs).to.deep.include({
      alarmName: name("bake"),
      alarmRule: rule,
      alarmActions: ["arn:aws:sns:ca-central-1:222222222222:alerts-information"],
    });
  });

  it("[§13] hands on what a bake reads", async () => {
    const name = (component: string) => `nc-ingest-worker-prod-${component}`;

    expect((await made("prod", { budget, syntheticCheck })).contract).to.deep.equal({
      alarms: {
        composite: name("bake"),
        rollback: [name("errors")],
        bake: ["silence", "synthetic-check", "burn-fast", "burn-slow"].map(name),
      },
      canary: name("synthetic-check"),
      dashboard: name("dashboard"),
      errorBudget: { alarm: name("burn-slow-long"), availability: 99.9 },
    });
  });

  it("[§13] tests nothing where there is no script, or nothing to ask", async () => {
    for (const { all, contract } of [
      await made("dev", { syntheticCheck }, false),
      await made("stg", { budget }),
    ]) {
      expect(all.filter(({ type }) => type === CANARY)).to.deep.equal([]);
      expect(contract).not.to.have.property("canary");
    }
  });

  it("has no alarm on a budget that there is not", async () => {
    const { all } = await made("dev");

    expect(only(all, COMPOSITE).inputs.alarmRule).to.equal(
      'ALARM("nc-ingest-worker-dev-errors") OR ALARM("nc-ingest-worker-dev-silence")',
    );
  });

  it("[§13] draws the workload's dashboard, and its alarms on top", async () => {
    const { all, alarms } = await made("stg", { budget });
    const { widgets } = JSON.parse(only(all, DASHBOARD).inputs.dashboardBody);
    const titles = widgets.map((each: { properties: { title: string } }) => each.properties.title);

    expect(titles).to.deep.equal([
      "ingest-worker in stg",
      "Traffic and deployments",
      ...["Errors", "Latency", "Saturation", "Error budget burn"],
    ]);
    const arn = "arn:aws:cloudwatch:ca-central-1:111111111111:alarm:nc-ingest-worker-stg-";
    expect(alarms).to.deep.equal(
      ["bake", "errors", "silence", "burn-fast", "burn-slow"].map((each) => arn + each),
    );
    expect(widgets[0].properties.alarms).to.deep.equal(alarms);
  });
});
