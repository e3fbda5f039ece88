import { expect } from "chai";
import { KpiMonitoring } from "../../../../components/observe/kpi/kpi-monitoring";
import type { Environment } from "../../../../infra/environments";
import { topicsAt } from "../../../support/alert-topics";
import { contextIn } from "../../../support/contexts";
import { only, record } from "../../../support/record";

const alertTopicArns = topicsAt("arn:topic");

const made = (environment: Environment) =>
  record(() => new KpiMonitoring("kpis", { context: contextIn(environment), alertTopicArns }));

describe("what watches the delivery KPIs", () => {
  /** CI/CL-002 §19: each KPI is under its number, so at the number it is missed. */
  const TARGETS = [
    ["kpi-lead-time", "LeadTimeMinutes", 30],
    ["kpi-change-failures", "ChangeFailurePercent", 5],
    ["kpi-time-to-restore", "RestoreMinutes", 15],
    ["kpi-rollbacks", "RollbackPercent", 2],
  ] as const;

  it("[§19] tells of each of the four targets that prod misses, and of nothing else", async () => {
    const alarms = (await made("prod")).filter(({ type }) => type.endsWith(":MetricAlarm"));
    expect(
      alarms.map(({ inputs }) => ({
        name: inputs.name,
        of: [inputs.namespace, inputs.metricName, inputs.dimensions, inputs.statistic],
        when: [inputs.comparisonOperator, inputs.threshold],
        over: [inputs.period, inputs.evaluationPeriods, inputs.datapointsToAlarm],
        missing: inputs.treatMissingData,
        tells: [inputs.alarmActions, inputs.okActions],
      })),
    ).to.deep.equal(
      TARGETS.map(([component, metric, target]) => ({
        name: `nc-platform-prod-${component}`,
        of: ["NC/Kpis", metric, { Environment: "prod" }, "Maximum"],
        when: ["GreaterThanOrEqualToThreshold", target],
        over: [3600, 2, 1],
        missing: "notBreaching",
        tells: [[alertTopicArns.ticket], [alertTopicArns.ticket]],
      })),
    );
    for (const [index, [component]] of TARGETS.entries()) {
      const text = String(alarms[index]?.inputs.alarmDescription);
      expect(text).to.match(/^This quarter's .* is not under .*\. Severity: ticket\. Owner: rel/);
      expect(text).to.match(new RegExp(`/docs/runbooks/alarms\\.md#${component}$`));
    }
  });

  for (const environment of ["dev", "stg"] as const) {
    it(`has no alarm in ${environment}, where a release that fails is no failure of users`, async () => {
      const all = await made(environment);
      expect(all.filter(({ type }) => type.endsWith(":MetricAlarm"))).to.deep.equal([]);
      only(all, "aws:cloudwatch/dashboard:Dashboard");
    });
  }

  it("[§19] shows each KPI against its target, by app and by workload", async () => {
    const { inputs } = only(await made("prod"), "aws:cloudwatch/dashboard:Dashboard");
    expect(inputs.dashboardName).to.equal("nc-platform-prod-kpis");
    const { widgets } = JSON.parse(inputs.dashboardBody);
    expect(widgets).to.have.length(11);
    const [whole, byWorkload] = widgets;
    const hour = { stat: "Maximum", period: 3600 };
    expect(whole.properties).to.deep.include({
      title: "Median lead time, minutes",
      metrics: [
        ["NC/Kpis", "LeadTimeMinutes", "Environment", "prod", { ...hour, label: "all workloads" }],
        [
          "NC/Kpis",
          "LeadTimeMinutes",
          "Environment",
          "prod",
          "App",
          "Neurocipher",
          { ...hour, label: "Neurocipher" },
        ],
        [
          "NC/Kpis",
          "LeadTimeMinutes",
          "Environment",
          "prod",
          "App",
          "AuditHound",
          { ...hour, label: "AuditHound" },
        ],
      ],
      annotations: { horizontal: [{ label: "alarm", value: 30 }] },
    });
    expect(byWorkload.properties.metrics).to.deep.equal([
      [
        {
          id: "result_1",
          expression:
            "SEARCH('{NC/Kpis,Environment,Service} MetricName=\"LeadTimeMinutes\" Environment=\"prod\"', 'Maximum', 3600)",
          label: `\${PROP('Dim.Service')}`,
          period: 3600,
        },
      ],
    ]);
  });
});
