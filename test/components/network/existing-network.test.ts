import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { ExistingNetwork } from "../../../components/network/existing-network";
import { ENDPOINT_SERVICES } from "../../../components/network/interface-endpoints";
import { contextOf, PLATFORM } from "../../../infra/context";
import { settingsOf } from "../../support/contexts";
import { only, record } from "../../support/record";

const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
const ids = {
  id: "vpc-0123456789abcdef0",
  publicSubnetIds: ["subnet-0000000a", "subnet-0000000b", "subnet-0000000c"],
  privateSubnetIds: ["subnet-0000000d", "subnet-0000000e", "subnet-0000000f"],
  natAddresses: ["203.0.113.7"],
};

async function networkOf(changes: object) {
  const settings = settingsOf("prod", { adopt: { vpc: { ...ids, ...changes } } });
  const { vpc } = settings.adopt;
  if (!vpc) throw new Error("expected a VPC");
  let found: object | undefined;
  const made = await record(() => {
    const network = new ExistingNetwork("network", {
      context: contextOf(settings, PLATFORM),
      vpc,
      logsKeyArn: "arn:aws:kms:ca-central-1:333333333333:key/logs",
      permissionsBoundaryArn: "arn:aws:iam::333333333333:policy/boundary",
    });
    const { vpcId, publicSubnetIds, privateSubnetIds, natAddresses, endpointSecurityGroupId } =
      network;
    const outputs = { vpcId, publicSubnetIds, privateSubnetIds, natAddresses };
    pulumi.output({ ...outputs, endpointSecurityGroupId }).apply((values) => {
      found = values;
    });
  });
  return { made, found };
}

describe("ExistingNetwork", () => {
  it("[§3] uses a VPC by its ids, and makes in it flow logs and endpoints alone", async () => {
    const { made, found } = await networkOf({});

    expect(found).to.deep.include({
      vpcId: ids.id,
      publicSubnetIds: ids.publicSubnetIds,
      privateSubnetIds: ids.privateSubnetIds,
      natAddresses: ["203.0.113.7"],
    });
    expect(only(made, "aws:ec2/flowLog:FlowLog").inputs.vpcId).to.equal(ids.id);
    const endpoints = made.filter(({ type }) => type === ENDPOINT);
    expect(endpoints).to.have.lengthOf(ENDPOINT_SERVICES.length);
    for (const { inputs } of endpoints) {
      expect([inputs.vpcId, inputs.subnetIds]).to.deep.equal([ids.id, ids.privateSubnetIds]);
    }
    const types = new Set(made.map(({ type }) => type));
    expect([...types].filter((type) => /defaultSecurityGroup|[vV]pc:Vpc|subnet/.test(type))).to.be
      .empty;
  });

  it("makes no endpoint where the VPC has them", async () => {
    const { made, found } = await networkOf({ endpointSecurityGroupId: "sg-0123456789abcdef0" });

    expect(made.filter(({ type }) => type === ENDPOINT)).to.deep.equal([]);
    expect(found).to.include({ endpointSecurityGroupId: "sg-0123456789abcdef0" });
  });
});
