import { defaultSecurityGroupIsClosed } from "../../policies/network/default-security-group-is-closed";
import { ingressIsNotOpen } from "../../policies/network/ingress-is-not-open";
import { openIngressIsTheLoadBalancers } from "../../policies/network/open-ingress-is-the-load-balancers";
import { vpcClosesItsDefaultGroup } from "../../policies/network/vpc-closes-its-default-group";
import { judges, judgesPlans, LATER } from "../support/violations";

const DEFAULT = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";
const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const RULE = "aws:ec2/securityGroupRule:SecurityGroupRule";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const BALANCER = "aws:lb/loadBalancer:LoadBalancer";
const VPC = "aws:ec2/vpc:Vpc";

judges(defaultSecurityGroupIsClosed, {
  "passes none": { type: DEFAULT, props: {} },
  "passes empty lists": { type: DEFAULT, props: { ingress: [], egress: [] } },
  "passes over what is unknown": { type: DEFAULT, props: { ingress: LATER } },
  "refuses rules either way": {
    type: DEFAULT,
    props: { ingress: [{ self: true }], egress: [{}] },
    says: [/^ingress has rules/, /^egress has rules/],
  },
});

const open = (port: unknown, changes: object = {}) => ({
  type: GROUP,
  props: {
    ingress: [
      { protocol: "tcp", fromPort: port, toPort: port, cidrBlocks: ["0.0.0.0/0"], ...changes },
    ],
  },
});

judges(ingressIsNotOpen, {
  "passes HTTPS for all": open(443),
  "passes HTTP for all": open(80),
  "passes SSH for one block": open(22, { cidrBlocks: ["10.0.0.0/16"] }),
  "passes an unknown port": open(LATER),
  "passes an unknown block": open(22, { cidrBlocks: [LATER] }),
  "passes unknown rules": { type: GROUP, props: { ingress: LATER } },
  "refuses SSH for all": { ...open(22), says: [/^0\.0\.0\.0\/0 may call ports 22 to 22/] },
  "refuses it over IPv6": {
    ...open(22, { cidrBlocks: [], ipv6CidrBlocks: ["::/0"] }),
    says: [/^::\/0/],
  },
  "refuses half of the internet": {
    ...open(22, { cidrBlocks: ["128.0.0.0/1"] }),
    says: [/^128/],
  },
  "refuses a range of ports": { ...open(80, { toPort: 443 }), says: [/ports 80 to 443/] },
  "refuses UDP": { ...open(443, { protocol: "udp" }), says: [/443/] },
  "refuses every protocol": { ...open(0, { protocol: "-1" }), says: [/0 to 0/] },
  "refuses a rule apart": {
    type: RULE,
    says: [/22/],
    props: { type: "ingress", protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["::/0"] },
  },
  "passes a rule outwards": {
    type: RULE,
    props: { type: "egress", protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] },
  },
  "refuses a rule of the newer type": {
    type: INGRESS,
    says: [/5432/],
    props: { ipProtocol: "tcp", fromPort: 5432, toPort: 5432, cidrIpv4: "0.0.0.0/0" },
  },
});

const WORLD = { ingress: [{ cidrBlocks: ["0.0.0.0/0"] }] };

judgesPlans(openIngressIsTheLoadBalancers, {
  "passes a load balancer's group, by output": {
    plan: {
      group: { type: GROUP, props: WORLD },
      lb: { type: BALANCER, props: {}, from: { securityGroups: ["group"] } },
    },
  },
  "passes it by id": {
    plan: {
      group: { type: GROUP, props: { ...WORLD, id: "sg-1" } },
      lb: { type: BALANCER, props: { securityGroups: ["sg-1"] } },
    },
  },
  "passes a group that some may call": {
    plan: { group: { type: GROUP, props: { ingress: [{ cidrBlocks: ["10.0.0.0/16"] }] } } },
  },
  "passes unknown rules": { plan: { group: { type: GROUP, props: { ingress: LATER } } } },
  "refuses a group that anyone may call": {
    plan: { group: { type: GROUP, props: WORLD }, lb: { type: BALANCER, props: {} } },
    says: [/^group: 0\.0\.0\.0\/0 may call it/],
  },
  "does not match two unknown ids": {
    plan: {
      group: { type: GROUP, props: { ...WORLD, id: LATER } },
      lb: { type: BALANCER, props: { securityGroups: [LATER] } },
    },
    says: [/^group/],
  },
  "refuses a rule apart that opens it": {
    plan: {
      group: { type: GROUP, props: {} },
      rule: {
        type: INGRESS,
        props: { cidrIpv6: "::/0" },
        from: { securityGroupId: ["group"] },
      },
    },
    says: [/^group: ::\/0/],
  },
});

judgesPlans(vpcClosesItsDefaultGroup, {
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
});
