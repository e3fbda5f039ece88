import { vpcManagesDefaultSecurityGroup } from "../../../policies/network/vpc-manages-default-security-group";
import { judgesPlans, LATER } from "../../support/violations";

const DEFAULT = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";
const VPC = "aws:ec2/vpc:Vpc";

judgesPlans(vpcManagesDefaultSecurityGroup, {
  "passes a group by id": {
    plan: {
      vpc: { type: VPC, props: { id: "vpc-1" } },
      group: { type: DEFAULT, props: { vpcId: "vpc-1" } },
    },
  },
  "passes a group by an output of the component": {
    plan: {
      network: { type: "awsx:ec2:Vpc" },
      vpc: { type: VPC, props: { id: LATER }, parent: "network" },
      group: { type: DEFAULT, props: { vpcId: LATER }, from: { vpcId: ["network"] } },
    },
  },
  "refuses none": { plan: { vpc: { type: VPC } }, says: [/^vpc: its default security group/] },
  "refuses one of another VPC": {
    plan: {
      vpc: { type: VPC, props: { id: LATER } },
      group: { type: DEFAULT, props: { vpcId: LATER } },
    },
    says: [/^vpc/],
  },
  "passes a group by an output of the VPC": {
    plan: {
      vpc: { type: VPC, props: { id: LATER } },
      group: { type: DEFAULT, props: { vpcId: LATER }, from: { vpcId: ["vpc"] } },
    },
  },
  "passes a group by an output of what the component lies in": {
    plan: {
      outer: { type: "nc:network:Network" },
      network: { type: "awsx:ec2:Vpc", parent: "outer" },
      vpc: { type: VPC, props: { id: LATER }, parent: "network" },
      group: { type: DEFAULT, props: { vpcId: LATER }, from: { vpcId: ["outer"] } },
    },
  },
});
