import { expect } from "chai";
import { FlowLogs, type FlowLogsArgs } from "../../../components/network/flow-logs";
import { contextOf, PLATFORM } from "../../../infra/context";
import { resourceState } from "../../../sandbox/cloud/resource-state";
import { contextIn, settingsOf } from "../../support/contexts";
import { MOCK_LOCATION, only, record } from "../../support/record";

const prod: FlowLogsArgs = {
  context: contextIn("prod"),
  vpcId: "vpc-1",
  logsKeyArn: "arn:aws:kms:ca-central-1:333333333333:key/logs",
  permissionsBoundaryArn: "arn:aws:iam::333333333333:policy/boundary",
};
const tags = prod.context.tags("vpc-flow");

const GROUP = "aws:cloudwatch/logGroup:LogGroup";
const ROLE = "aws:iam/role:Role";
const GRANT = "aws:iam/rolePolicy:RolePolicy";
const LOG = "aws:ec2/flowLog:FlowLog";

describe("FlowLogs", () => {
  it("makes a log group, a role with its grant, and the flow log", async () => {
    const made = await record(() => new FlowLogs("flow", prod));

    const types = ["nc:network:FlowLogs", GROUP, ROLE, GRANT, LOG];
    expect(made.map(({ type }) => type)).to.have.members(types);
    expect(made.every(({ name }) => name === "flow")).to.equal(true);
  });

  it("keeps the log encrypted for as long as the settings say", async () => {
    const made = await record(() => new FlowLogs("flow", prod));

    expect(only(made, GROUP).inputs).to.deep.equal({
      name: "/nc/prod/platform/logs/vpc-flow",
      retentionInDays: prod.context.settings.logRetentionDays,
      kmsKeyId: prod.logsKeyArn,
      deletionProtectionEnabled: true,
      tags,
    });
  });

  it("lets the log be deleted where nothing is protected", async () => {
    const context = contextOf(settingsOf("dev", { protect: false }), PLATFORM);
    const made = await record(() => new FlowLogs("flow", { ...prod, context }));

    expect(only(made, GROUP).inputs.deletionProtectionEnabled).to.equal(false);
  });

  it("trusts the flow logs of this account and region only, within the boundary", async () => {
    const made = await record(() => new FlowLogs("flow", prod));

    const { assumeRolePolicy, ...role } = only(made, ROLE).inputs;
    expect(role).to.deep.equal({
      name: "nc-platform-prod-vpc-flow",
      description: "Writes the flow logs of the VPC",
      permissionsBoundary: prod.permissionsBoundaryArn,
      tags,
    });
    const source = "arn:aws:ec2:ca-central-1:333333333333:vpc-flow-log/*";
    expect(JSON.parse(assumeRolePolicy)).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "vpc-flow-logs.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: {
            StringEquals: { "aws:SourceAccount": "333333333333" },
            ArnLike: { "aws:SourceArn": source },
          },
        },
      ],
    });
  });

  it("lets the role write to that log group alone", async () => {
    const made = await record(() => new FlowLogs("flow", prod));

    const { policy, ...grant } = only(made, GRANT).inputs;
    const { arn } = resourceState(only(made, GROUP), MOCK_LOCATION).state;
    const name = "nc-platform-prod-vpc-flow";
    expect(grant).to.deep.equal({ name, role: name });
    expect(JSON.parse(policy)).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "Write",
          Effect: "Allow",
          Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
          Resource: [arn, `${arn}:*`],
        },
        { Sid: "Find", Effect: "Allow", Action: ["logs:DescribeLogGroups"], Resource: "*" },
      ],
    });
  });

  it("logs all traffic, accepted and rejected, every minute", async () => {
    const made = await record(() => new FlowLogs("flow", prod));

    expect(only(made, LOG).inputs).to.deep.equal({
      vpcId: "vpc-1",
      trafficType: "ALL",
      maxAggregationInterval: 60,
      logDestinationType: "cloud-watch-logs",
      logDestination: resourceState(only(made, GROUP), MOCK_LOCATION).state.arn,
      iamRoleArn: resourceState(only(made, ROLE), MOCK_LOCATION).state.arn,
      tags,
    });
  });
});
