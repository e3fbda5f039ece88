import { expect } from "chai";
import { smokeTest } from "../../../components/platform-function/smoke-test";
import { contextIn } from "../../support/contexts";
import { testResources } from "../../support/environment-resources";
import { only, type RecordedResource, record } from "../../support/record";

const FUNCTION = "nc-platform-prod-smoke-test";

describe("the function smoke-test", () => {
  const context = contextIn("prod");
  const { texts, environmentResources } = testResources(context);
  const made = (testedFunctions: readonly string[]) =>
    record(() => {
      const args = { context, environmentResources: environmentResources(), workloads: "[]" };
      smokeTest("smoke-test", { ...args, testedFunctions }, {});
    });
  let all: RecordedResource[];

  before(async () => {
    all = await made(["api-adapter"]);
  });

  const statementsOf = (resources: readonly RecordedResource[]) => {
    const { inputs } = only(resources, "aws:iam/rolePolicy:RolePolicy");
    return JSON.parse(inputs.policy).Statement as { readonly [key: string]: unknown }[];
  };

  it("[§13] runs in the private subnets, and is told of the listener of tests", () => {
    const { inputs } = only(all, "aws:lambda/function:Function");
    expect(inputs).to.deep.include({
      name: FUNCTION,
      // Six attempts of three requests of 10 seconds, and five pauses of 10 seconds, are 230 seconds.
      timeout: 300,
      reservedConcurrentExecutions: 5,
      environment: {
        variables: { ENVIRONMENT: "prod", TEST_URL: "https://api.prod.neurocipher.example:8443" },
      },
    });
    expect(inputs.vpcConfig.subnetIds).to.deep.equal(["subnet-a", "subnet-b"]);
    expect(inputs.vpcConfig.securityGroupIds).to.have.length(1);
  });

  it("is called by nobody in the VPC, and calls out over HTTPS on two ports", () => {
    const group = only(all, "aws:ec2/securityGroup:SecurityGroup").inputs;
    expect(group).to.include({ vpcId: texts.network.vpcId });
    expect(all.filter(({ type }) => type.includes("IngressRule"))).to.deep.equal([]);
    const ports = all
      .filter(({ type }) => type === "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule")
      .map(({ inputs }) => [inputs.ipProtocol, inputs.fromPort, inputs.toPort]);
    expect(ports).to.deep.equal([
      ["tcp", 443, 443],
      ["tcp", 8443, 8443],
    ]);
  });

  it("[§7.2] may call the versions of the functions that have checks, and no function where none has", async () => {
    const versions = (of: readonly RecordedResource[]) =>
      statementsOf(of).filter(({ Sid }) => Sid === "Versions");
    expect(versions(all)).to.deep.equal([
      {
        Sid: "Versions",
        Effect: "Allow",
        Action: ["lambda:InvokeFunction"],
        Resource: [
          "arn:aws:lambda:ca-central-1:333333333333:function:nc-api-adapter-prod-function:*",
        ],
      },
    ]);
    expect(versions(await made([]))).to.deep.equal([]);
  });

  it("lets Lambda alone make its network interfaces, not the code in it", () => {
    const denied = statementsOf(all).filter(({ Effect }) => Effect === "Deny");
    expect(denied).to.have.length(1);
    expect(denied[0]?.Condition).to.deep.equal({
      ArnEquals: {
        "lambda:SourceFunctionArn": `arn:aws:lambda:ca-central-1:333333333333:function:${FUNCTION}`,
      },
    });
  });
});
