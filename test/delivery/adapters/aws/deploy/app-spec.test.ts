import { expect } from "chai";
import {
  ecsAppSpec,
  lambdaAppSpec,
} from "../../../../../delivery/adapters/aws/deploy/code-deploy/app-spec";
import { CONTRACTS } from "../../../../infra/release/contracts";

const REVISION =
  "arn:aws:ecs:ca-central-1:333333333333:task-definition/nc-a-name-of-20-letters-prod-task:7";

/** Members and their order as in the CodeDeploy user guide, "AppSpec file structure", for ECS and for Lambda. */
describe("an AppSpec", () => {
  it("[§7.1] of a service has what its contract says, and no public address", () => {
    const { service } = CONTRACTS;
    const resource = {
      TargetService: {
        Type: "AWS::ECS::Service",
        Properties: {
          TaskDefinition: REVISION,
          LoadBalancerInfo: { ContainerName: "a-name-of-20-letters", ContainerPort: 8080 },
          PlatformVersion: "1.4.0",
          NetworkConfiguration: {
            AwsvpcConfiguration: {
              Subnets: [
                "subnet-0123456789abcdef0",
                "subnet-0123456789abcdef1",
                "subnet-0123456789abcdef2",
              ],
              SecurityGroups: ["sg-0123456789abcdef0"],
              AssignPublicIp: "DISABLED",
            },
          },
        },
      },
    };
    expect(JSON.parse(ecsAppSpec(service, REVISION))).to.deep.equal({
      version: 0,
      Resources: [resource],
    });
    const hooks = { ...service.hooks, runMigrations: "nc-platform-prod-run-migrations" };
    expect(JSON.parse(ecsAppSpec(service, REVISION, hooks))).to.deep.equal({
      version: 0,
      Resources: [resource],
      Hooks: [
        { AfterInstall: "nc-platform-prod-run-migrations" },
        { AfterAllowTestTraffic: "nc-platform-prod-smoke-test" },
        { AfterAllowTraffic: "nc-platform-prod-record-shift" },
      ],
    });
  });

  it("[§7.2] of a function moves its alias from the version that is live", () => {
    const spec = lambdaAppSpec({ contract: CONTRACTS.function, from: "3", to: "5" });
    expect(JSON.parse(spec)).to.deep.equal({
      version: 0,
      Resources: [
        {
          "nc-a-name-of-20-letters-prod-function": {
            Type: "AWS::Lambda::Function",
            Properties: {
              Name: "nc-a-name-of-20-letters-prod-function",
              Alias: "live",
              CurrentVersion: "3",
              TargetVersion: "5",
            },
          },
        },
      ],
      Hooks: [
        { BeforeAllowTraffic: "nc-platform-prod-smoke-test" },
        { AfterAllowTraffic: "nc-platform-prod-record-shift" },
      ],
    });
  });
});
