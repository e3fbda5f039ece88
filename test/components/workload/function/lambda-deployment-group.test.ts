import * as aws from "@pulumi/aws";
import { expect } from "chai";
import { CodeDeploy } from "../../../../components/workload/function/lambda-deployment-group";
import { only, record } from "../../../support/record";
import { isAllowed } from "../../../support/simulate";
import { apiAdapter, contextOfAdapter } from "./api-adapter";

const ACCOUNT = "222222222222";
const at = (service: string, resource: string) =>
  `arn:aws:${service}:ca-central-1:${ACCOUNT}:${resource}`;
const context = contextOfAdapter("stg");

function made(alarmCount: number) {
  return record(() => {
    const alarms = [...Array(alarmCount).keys()].map(
      (index) =>
        new aws.cloudwatch.MetricAlarm(`alarm-${index}`, {
          name: `alarm-${index}`,
          evaluationPeriods: 1,
          comparisonOperator: "x",
        }),
    );
    const { traffic } = apiAdapter();
    new CodeDeploy("api", { context, traffic, alarms, permissionsBoundaryArn: "arn:boundary" });
  });
}

describe("CodeDeploy of a function", () => {
  it("[§7.2] shifts by alias, and rolls back on failure, on alarm and on request", async () => {
    const inputs = only(await made(2), "aws:codedeploy/deploymentGroup:DeploymentGroup").inputs;

    expect(inputs).to.deep.equal({
      appName: "nc-api-adapter-stg-delivery",
      deploymentGroupName: "nc-api-adapter-stg-delivery",
      serviceRoleArn: `arn:aws:iam::111111111111:role/nc-api-adapter-stg-code-deploy`,
      deploymentConfigName: "nc-api-adapter-stg-delivery-canary-10-3",
      deploymentStyle: { deploymentType: "BLUE_GREEN", deploymentOption: "WITH_TRAFFIC_CONTROL" },
      autoRollbackConfiguration: {
        enabled: true,
        events: ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM", "DEPLOYMENT_STOP_ON_REQUEST"],
      },
      alarmConfiguration: {
        enabled: true,
        alarms: ["alarm-0", "alarm-1"],
        ignorePollAlarmFailure: false,
      },
      tags: context.tags("delivery"),
    });
  });

  it("is an application for Lambda", async () => {
    expect(only(await made(1), "aws:codedeploy/application:Application").inputs).to.deep.equal({
      name: "nc-api-adapter-stg-delivery",
      computePlatform: "Lambda",
      tags: context.tags("delivery"),
    });
  });

  it("has a role for its own deployment group alone, under the boundary", async () => {
    expect(only(await made(1), "aws:iam/role:Role").inputs).to.deep.equal({
      name: "nc-api-adapter-stg-code-deploy",
      description: "CodeDeploy shifts the traffic of api-adapter",
      assumeRolePolicy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Action: "sts:AssumeRole",
            Principal: { Service: "codedeploy.amazonaws.com" },
            Condition: {
              StringEquals: { "aws:SourceAccount": ACCOUNT },
              ArnEquals: {
                "aws:SourceArn": at(
                  "codedeploy",
                  "deploymentgroup:nc-api-adapter-stg-delivery/nc-api-adapter-stg-delivery",
                ),
              },
            },
          },
        ],
      }),
      permissionsBoundary: "arn:boundary",
      tags: context.tags("code-deploy"),
    });
  });

  const own = at("lambda", "function:nc-api-adapter-stg-function");
  const platform = (component: string) => at("lambda", `function:nc-platform-stg-${component}`);
  for (const [allowed, action, resource] of [
    [true, "lambda:UpdateAlias", own],
    [true, "lambda:GetAlias", own],
    [true, "cloudwatch:DescribeAlarms", "*"],
    [true, "lambda:InvokeFunction", platform("smoke-test")],
    [false, "lambda:InvokeFunction", platform("open-incident")],
    [false, "lambda:InvokeFunction", own],
    [false, "lambda:UpdateFunctionCode", own],
    [false, "lambda:UpdateAlias", at("lambda", "function:nc-other-stg-function")],
    [false, "s3:GetObject", "arn:aws:s3:::artifacts/api-adapter/zip/1"],
  ] as const) {
    it(`[§7.2] ${allowed ? "may" : "may not"} ${action} on ${resource}`, async () => {
      const { policy } = only(await made(1), "aws:iam/rolePolicy:RolePolicy").inputs;

      const verdict = await isAllowed({
        principal: `arn:aws:sts::${ACCOUNT}:assumed-role/nc-api-adapter-stg-code-deploy/it`,
        action,
        resource,
        account: ACCOUNT,
        identity: JSON.parse(policy).Statement,
      });
      expect(verdict).to.equal(allowed);
    });
  }

  it("takes ten alarms, and refuses none or eleven", async () => {
    const group = only(await made(10), "aws:codedeploy/deploymentGroup:DeploymentGroup");
    expect(group.inputs.alarmConfiguration.alarms).to.have.lengthOf(10);
    for (const count of [0, 11]) {
      const failure = await made(count).then(
        () => "made",
        (error: Error) => error.message,
      );
      expect(failure).to.equal(`alarms is "${count} alarms": expected 1 to 10`);
    }
  });
});
