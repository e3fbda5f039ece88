import { expect } from "chai";
import { openIncident } from "../../../components/platform-function/open-incident";
import { contextIn } from "../../support/contexts";
import { testResources } from "../../support/environment-resources";
import { only, type RecordedResource, record } from "../../support/record";

const FUNCTION = "nc-platform-prod-open-incident";
const QUEUE = `${FUNCTION}-failed-events`;

describe("the function open-incident", () => {
  const context = contextIn("prod");
  const { texts, environmentResources } = testResources(context);
  let all: RecordedResource[];

  before(async () => {
    all = await record(() =>
      openIncident(
        "open-incident",
        {
          context,
          environmentResources: environmentResources(),
          workloads: "[]",
          tables: { ledger: "ledger", handledEvents: "handled-events" },
          appArn: "arn:app",
        },
        {},
      ),
    );
  });

  it("runs its code with its own role, one event after the other", () => {
    const { inputs } = only(all, "aws:lambda/function:Function", "open-incident");
    expect(inputs).to.deep.include({
      name: FUNCTION,
      runtime: "nodejs24.x",
      architectures: ["arm64"],
      handler: "index.handler",
      reservedConcurrentExecutions: 1,
      timeout: 120,
      publish: true,
      kmsKeyArn: texts.keyArns.config,
      tracingConfig: { mode: "Active" },
      role: `arn:aws:iam::111111111111:role/${FUNCTION}`,
    });
    expect(inputs.s3Key).to.match(/^platform\/functions\/open-incident\/[0-9a-f]{64}\.zip$/);
    expect(Object.keys(inputs.environment.variables).sort()).to.deep.equal([
      "ALERT_TOPIC",
      "ENVIRONMENT",
      "GITHUB_APP",
      "HANDLED_EVENTS",
      "LEDGER",
    ]);
    const role = only(all, "aws:iam/role:Role", "open-incident").inputs;
    expect(role.permissionsBoundary).to.equal(texts.permissionsBoundaryArn);
  });

  it("[§14] is called for what may be a rollback, and for what was lost or missed", () => {
    const patterns = all
      .filter(({ type }) => type === "aws:cloudwatch/eventRule:EventRule")
      .map(({ inputs }) => [inputs.name, JSON.parse(inputs.eventPattern)]);
    expect(Object.fromEntries(patterns)).to.deep.equal({
      "nc-platform-prod-deployment-stopped": {
        source: ["aws.codedeploy"],
        "detail-type": ["CodeDeploy Deployment State-change Notification"],
        detail: { state: ["FAILURE", "STOP"] },
      },
      "nc-platform-prod-deployment-failed": {
        source: ["aws.ecs"],
        "detail-type": ["ECS Deployment State Change"],
        detail: { eventName: ["SERVICE_DEPLOYMENT_FAILED"] },
      },
      "nc-platform-prod-flags-rolled-back": {
        source: ["aws.appconfig"],
        "detail-type": [{ prefix: "On Deployment Roll" }],
      },
      "nc-platform-prod-work-lost": {
        source: ["aws.cloudwatch"],
        "detail-type": ["CloudWatch Alarm State Change"],
        detail: {
          alarmName: [
            { suffix: "-dead-letters" },
            { suffix: "-failed-events" },
            { suffix: "-run-missing" },
          ],
          state: { value: ["ALARM"] },
        },
      },
    });
  });

  it("keeps the events that it could not handle, and those with which it could not be called", () => {
    const config = only(
      all,
      "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig",
      "open-incident-failed-events",
    );
    const arn = `arn:aws:sqs:ca-central-1:111111111111:${QUEUE}`;
    expect(config.inputs).to.deep.include({
      qualifier: "live",
      maximumRetryAttempts: 2,
      maximumEventAgeInSeconds: 21_600,
      destinationConfig: { onFailure: { destination: arn } },
    });
    const targets = all.filter(({ type }) => type === "aws:cloudwatch/eventTarget:EventTarget");
    expect(targets).to.have.length(4);
    for (const { inputs } of targets) {
      expect(inputs.deadLetterConfig).to.deep.equal({ arn });
      expect(inputs.arn).to.match(/:function:nc-platform-prod-open-incident:live$/);
    }
    const ofQueue = only(all, "aws:sqs/queuePolicy:QueuePolicy", "open-incident-failed-events");
    const policy = JSON.parse(ofQueue.inputs.policy);
    const [rules] = policy.Statement.filter(({ Sid }: { Sid: string }) => Sid === "Rules");
    expect(rules.Condition.ArnEquals["aws:SourceArn"]).to.have.length(4);
  });

  it("has an alarm on its failures, on being throttled, and on the events that it kept", () => {
    const alarms = all.filter(
      ({ type, name }) =>
        type === "aws:cloudwatch/metricAlarm:MetricAlarm" && name.startsWith("open-incident"),
    );
    expect(alarms.map(({ inputs }) => inputs.name).sort()).to.deep.equal([
      `${FUNCTION}-errors`,
      `${FUNCTION}-failed-events`,
      `${FUNCTION}-throttles`,
    ]);
    for (const { inputs } of alarms) {
      expect(inputs.alarmActions).to.deep.equal([texts.alertTopicArns.ticket]);
    }
  });
});
