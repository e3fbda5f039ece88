import { expect } from "chai";
import { closeIncident } from "../../../components/platform-function/close-incident";
import { contextIn } from "../../support/contexts";
import { testResources } from "../../support/environment-resources";
import { only, type RecordedResource, record } from "../../support/record";

const FUNCTION = "nc-platform-prod-close-incident";

describe("the function close-incident", () => {
  const context = contextIn("prod");
  const { texts, environmentResources } = testResources(context);
  let all: RecordedResource[];

  before(async () => {
    all = await record(() =>
      closeIncident(
        "close-incident",
        {
          context,
          environmentResources: environmentResources(),
          workloads: "[]",
          ledgerName: "ledger",
          appArn: "arn:app",
        },
        {},
      ),
    );
  });

  it("[§14] is called every quarter of an hour, one call after the other", () => {
    const rule = only(all, "aws:cloudwatch/eventRule:EventRule").inputs;
    expect(rule).to.deep.include({
      name: `${FUNCTION}-due`,
      scheduleExpression: "rate(15 minutes)",
      state: "ENABLED",
    });
    const target = only(all, "aws:cloudwatch/eventTarget:EventTarget").inputs;
    expect(target.arn).to.match(/:function:nc-platform-prod-close-incident:live$/);
    expect(target.deadLetterConfig).to.deep.equal({
      arn: `arn:aws:sqs:ca-central-1:111111111111:${FUNCTION}-failed-events`,
    });
    const fn = only(all, "aws:lambda/function:Function").inputs;
    expect(fn.reservedConcurrentExecutions).to.equal(1);
    expect(fn.environment.variables).to.deep.equal({
      ENVIRONMENT: "prod",
      GITHUB_APP: "arn:app",
      LEDGER: "ledger",
    });
  });

  it("tells of it where three calls in a row are missing", () => {
    const type = "aws:cloudwatch/metricAlarm:MetricAlarm";
    const alarms = all.filter((each) => each.type === type).map(({ inputs }) => inputs);
    expect(alarms.map(({ name }) => name).sort()).to.deep.equal(
      ["errors", "failed-events", "run-missing", "throttles"].map((each) => `${FUNCTION}-${each}`),
    );
    const missing = alarms.find(({ name }) => name === `${FUNCTION}-run-missing`);
    // 45 minutes in points of one minute, and one more as points begin at full minutes.
    expect(missing).to.deep.include({
      evaluationPeriods: 46,
      datapointsToAlarm: 46,
      comparisonOperator: "LessThanThreshold",
      threshold: 1,
      treatMissingData: "breaching",
      warmUpConfiguration: { warmUpPeriodDurationInMinutes: 45 },
      alarmActions: [texts.alertTopicArns.ticket],
    });
    expect(missing?.metricQueries.map(({ metric }: { metric?: object }) => metric)).to.have.length(
      3,
    );
  });
});
