import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { dynamoDbPolicy, s3Policy } from "../../../components/network/endpoint-policy";
import { Network, type NetworkArgs } from "../../../components/network/network";
import { subnetBlocks } from "../../../components/network/subnet-blocks";
import { contextOf, PLATFORM } from "../../../infra/context";
import { resourceState } from "../../../sandbox/cloud/resource-state";
import { contextIn, settingsOf } from "../../support/contexts";
import { MOCK_LOCATION, only, record } from "../../support/record";

const context = contextIn("prod");
const prod: NetworkArgs = {
  context,
  logsKeyArn: "arn:aws:kms:ca-central-1:333333333333:key/logs",
  permissionsBoundaryArn: "arn:aws:iam::333333333333:policy/boundary",
};

const VPC = "awsx:ec2:Vpc";
const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";

describe("Network", () => {
  it("[§3] spans public, private and isolated subnets over the zones, looking nothing up", async () => {
    const made = await record(() => new Network("network", prod));

    const blocks = subnetBlocks("10.30.0.0/16", 3);
    const gateway = (service: string, policy: string) => ({
      serviceName: `com.amazonaws.ca-central-1.${service}`,
      vpcEndpointType: "Gateway",
      policy,
      tags: context.tags(`endpoint-${service}`),
    });
    expect(only(made, VPC).inputs).to.deep.equal({
      cidrBlock: "10.30.0.0/16",
      availabilityZoneNames: ["ca-central-1a", "ca-central-1b", "ca-central-1d"],
      enableDnsHostnames: true,
      enableDnsSupport: true,
      natGateways: { strategy: "OnePerAz" },
      subnetStrategy: "Auto",
      subnetSpecs: [
        { type: "Public", cidrBlocks: blocks.public },
        { type: "Private", cidrBlocks: blocks.private },
        { type: "Isolated", cidrBlocks: blocks.isolated },
      ],
      vpcEndpointStrategy: "Auto",
      vpcEndpointSpecs: [
        gateway("s3", s3Policy(context.settings)),
        gateway("dynamodb", dynamoDbPolicy(context.settings)),
      ],
      tags: context.tags("network"),
    });
  });

  it("[§17] has a logical name from which awsx makes the Name tag of what it makes", async () => {
    const made = await record(() => new Network("network", prod));

    expect(only(made, VPC).name).to.equal("nc-platform-prod-network");
  });

  const strategies = [
    ["single", "Single"],
    ["one-per-zone", "OnePerAz"],
  ] as const;
  for (const [natStrategy, strategy] of strategies) {
    it(`has NAT gateways as the settings say: ${natStrategy}`, async () => {
      const dev = contextOf(settingsOf("dev", { natStrategy }), PLATFORM);
      const made = await record(() => new Network("network", { ...prod, context: dev }));

      expect(only(made, VPC).inputs.natGateways).to.deep.equal({ strategy });
    });
  }

  it("closes the default security group", async () => {
    const made = await record(() => new Network("network", prod));

    expect(only(made, "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup").inputs).to.deep.equal({
      vpcId: resourceState(only(made, VPC), MOCK_LOCATION).state.vpcId,
      ingress: [],
      egress: [],
      tags: context.tags("default"),
    });
  });

  it("logs the VPC's traffic in encrypted flow logs", async () => {
    const made = await record(() => new Network("network", prod));

    const { vpcId } = resourceState(only(made, VPC), MOCK_LOCATION).state;
    expect(only(made, "aws:ec2/flowLog:FlowLog").inputs.vpcId).to.equal(vpcId);
    const { kmsKeyId } = only(made, "aws:cloudwatch/logGroup:LogGroup").inputs;
    expect(kmsKeyId).to.equal(prod.logsKeyArn);
    const { permissionsBoundary } = only(made, "aws:iam/role:Role").inputs;
    expect(permissionsBoundary).to.equal(prod.permissionsBoundaryArn);
  });

  it("has interface endpoints in the private subnets", async () => {
    const made = await record(() => new Network("network", prod));

    const { vpcId, subnetIds, serviceName } = only(made, ENDPOINT, "network-endpoints-logs").inputs;
    const { state } = resourceState(only(made, VPC), MOCK_LOCATION);
    expect(vpcId).to.be.a("string").and.equal(state.vpcId);
    expect(subnetIds).to.be.an("array").and.deep.equal(state.privateSubnetIds);
    expect(serviceName).to.equal("com.amazonaws.ca-central-1.logs");
  });

  it("outputs the VPC, its subnets by tier, and the endpoints' security group", async () => {
    let found: unknown;
    const made = await record(() => {
      const { cidr, ...network } = new Network("network", prod);
      const { vpcId, publicSubnetIds, privateSubnetIds, isolatedSubnetIds } = network;
      const { endpointSecurityGroupId } = network;
      const subnets = { publicSubnetIds, privateSubnetIds, isolatedSubnetIds };
      pulumi.output({ cidr, vpcId, ...subnets, endpointSecurityGroupId }).apply((outputs) => {
        found = outputs;
      });
    });

    const { state } = resourceState(only(made, VPC), MOCK_LOCATION);
    expect(found).to.deep.equal({
      cidr: "10.30.0.0/16",
      vpcId: state.vpcId,
      publicSubnetIds: state.publicSubnetIds,
      privateSubnetIds: state.privateSubnetIds,
      isolatedSubnetIds: state.isolatedSubnetIds,
      endpointSecurityGroupId: resourceState(only(made, GROUP), MOCK_LOCATION).id,
    });
  });
});
