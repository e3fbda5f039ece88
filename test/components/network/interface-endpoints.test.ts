import { expect } from "chai";
import { interfacePolicy } from "../../../components/network/endpoint-policy";
import {
  ENDPOINT_SERVICES,
  InterfaceEndpoints,
  type InterfaceEndpointsArgs,
} from "../../../components/network/interface-endpoints";
import { resourceState } from "../../../sandbox/cloud/resource-state";
import { contextIn } from "../../support/contexts";
import { MOCK_LOCATION, only, record } from "../../support/record";

const context = contextIn("stg");
const stg: InterfaceEndpointsArgs = {
  context,
  vpcId: "vpc-1",
  subnetIds: ["subnet-1", "subnet-2"],
};

const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";

const SERVICES = [
  "appconfig",
  "appconfigdata",
  "ecr.api",
  "ecr.dkr",
  "kms",
  "logs",
  "monitoring",
  "secretsmanager",
  "sqs",
  "ssm",
  "sts",
];

describe("InterfaceEndpoints", () => {
  it("makes one security group with HTTPS from the VPC and no egress", async () => {
    const made = await record(() => new InterfaceEndpoints("endpoints", stg));

    expect(only(made, GROUP).inputs).to.deep.equal({
      name: "nc-platform-stg-endpoints",
      description: "Endpoints of AWS services",
      vpcId: "vpc-1",
      tags: context.tags("endpoints"),
    });
    expect(only(made, RULE).inputs).to.deep.equal({
      securityGroupId: resourceState(only(made, GROUP), MOCK_LOCATION).id,
      description: "HTTPS from the VPC",
      cidrIpv4: "10.20.0.0/16",
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
      tags: context.tags("endpoints"),
    });
  });

  it("makes one endpoint for each service, and nothing else", async () => {
    const made = await record(() => new InterfaceEndpoints("endpoints", stg));

    expect(made).to.have.length(3 + SERVICES.length);
    for (const service of SERVICES) {
      const key = service.replace(".", "-");
      expect(only(made, ENDPOINT, `endpoints-${key}`).inputs).to.deep.equal({
        vpcId: "vpc-1",
        serviceName: `com.amazonaws.ca-central-1.${service}`,
        vpcEndpointType: "Interface",
        privateDnsEnabled: true,
        subnetIds: ["subnet-1", "subnet-2"],
        securityGroupIds: [resourceState(only(made, GROUP), MOCK_LOCATION).id],
        policy: interfacePolicy(context.settings),
        tags: context.tags(`endpoint-${key}`),
      });
    }
  });

  it("[§9] [§10] reaches images, logs, config, secrets, keys and flags without leaving AWS", () => {
    const needed = ["ecr.api", "ecr.dkr", "logs", "ssm", "secretsmanager", "kms", "appconfig"];
    expect(ENDPOINT_SERVICES).to.include.members([...needed, "appconfigdata"]);
  });
});
