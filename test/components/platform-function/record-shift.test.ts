import { expect } from "chai";
import { recordShift } from "../../../components/platform-function/record-shift";
import { contextIn } from "../../support/contexts";
import { testResources } from "../../support/environment-resources";
import { only, type RecordedResource, record } from "../../support/record";

const FUNCTION = "nc-platform-prod-record-shift";

describe("the function record-shift", () => {
  const context = contextIn("prod");
  const { texts, environmentResources } = testResources(context);
  let all: RecordedResource[];

  before(async () => {
    const args = { context, environmentResources: environmentResources(), workloads: "[]" };
    all = await record(() => recordShift("record-shift", { ...args, ledger: "ledger" }, {}));
  });

  it("[§7] runs its code outside the VPC, for two deployments at once, and is told of the ledger alone", () => {
    const { inputs } = only(all, "aws:lambda/function:Function");
    expect(inputs).to.deep.include({
      name: FUNCTION,
      architectures: ["arm64"],
      timeout: 60,
      reservedConcurrentExecutions: 2,
      environment: { variables: { ENVIRONMENT: "prod", LEDGER: "ledger" } },
    });
    expect(inputs).not.to.have.property("vpcConfig");
  });

  it("keeps the calls that it failed under its own name, by which CodeDeploy calls it", () => {
    const { inputs } = only(all, "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig");
    expect(inputs.functionName).to.equal(FUNCTION);
    expect(inputs).not.to.have.property("qualifier");
    expect(inputs.destinationConfig).to.deep.equal({
      onFailure: {
        destination: `arn:aws:sqs:ca-central-1:111111111111:${FUNCTION}-failed-events`,
      },
    });
  });

  it("[§14] pages who is on call where it fails: a deployment waits for it", () => {
    const alarms = all.filter(({ type }) => type === "aws:cloudwatch/metricAlarm:MetricAlarm");
    expect(alarms.map(({ inputs }) => inputs.name).sort()).to.deep.equal(
      ["errors", "failed-events", "throttles"].map((each) => `${FUNCTION}-${each}`),
    );
    for (const { inputs } of alarms) {
      expect(inputs.alarmActions, inputs.name).to.deep.equal([texts.alertTopicArns.page]);
    }
  });

  it("may write the ledger and report to CodeDeploy, beside what every function may", () => {
    const { inputs } = only(all, "aws:iam/rolePolicy:RolePolicy");
    const { Statement } = JSON.parse(inputs.policy);
    const common = ["Log", "Traces", "FailedEvents", "QueueKey"];
    const own = Statement.filter(({ Sid }: { Sid: string }) => !common.includes(Sid));
    const at = (service: string, resource: string) =>
      `arn:aws:${service}:ca-central-1:333333333333:${resource}`;
    expect(
      own.map(({ Action, Resource }: Record<string, unknown>) => [Action, Resource]),
    ).to.deep.equal([
      [["codedeploy:GetDeployment"], at("codedeploy", "deploymentgroup:nc-*")],
      [
        [
          "codedeploy:BatchGetDeploymentTargets",
          "codedeploy:ListDeploymentTargets",
          "codedeploy:PutLifecycleEventHookExecutionStatus",
        ],
        "*",
      ],
      [["ecs:DescribeServiceRevisions"], at("ecs", "service-revision/nc-core/nc-*")],
      [["dynamodb:PutItem"], at("dynamodb", "table/nc-platform-prod-ledger")],
      [["kms:Decrypt"], at("kms", "key/*")],
    ]);
  });
});
