import { publicIngressIsLoadBalancer } from "../../../policies/network/public-ingress-is-load-balancer";
import { judgesPlans, LATER } from "../../support/violations";

const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const BALANCER = "aws:lb/loadBalancer:LoadBalancer";
const WORLD = { ingress: [{ cidrBlocks: ["0.0.0.0/0"] }] };

judgesPlans(publicIngressIsLoadBalancer, {
  "passes a load balancer's group, by output": {
    plan: {
      group: { type: GROUP, props: WORLD },
      lb: {
        type: BALANCER,
        props: { securityGroups: LATER },
        from: { securityGroups: ["group"] },
      },
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
        props: { cidrIpv6: "::/0", securityGroupId: LATER },
        from: { securityGroupId: ["group"] },
      },
    },
    says: [/^group: ::\/0/],
  },
  "passes a group of a load balancer by its old name": {
    plan: {
      group: { type: GROUP, props: { ...WORLD, id: "sg-1" } },
      lb: { type: "aws:alb/loadBalancer:LoadBalancer", props: { securityGroups: ["sg-1"] } },
    },
  },
  "refuses a rule apart": {
    plan: {
      group: { type: GROUP, props: { id: "sg-1" } },
      rule: {
        type: "aws:ec2/securityGroupRule:SecurityGroupRule",
        props: { type: "ingress", securityGroupId: "sg-1", cidrBlocks: ["0.0.0.0/0"] },
      },
    },
    says: [/^group: 0\.0\.0\.0\/0 may call it, and it is no load balancer's security group$/],
  },
  "passes a rule outwards": {
    plan: {
      group: { type: GROUP, props: { id: "sg-1" } },
      rule: {
        type: "aws:ec2/securityGroupRule:SecurityGroupRule",
        props: { type: "egress", securityGroupId: "sg-1", cidrBlocks: ["0.0.0.0/0"] },
      },
    },
  },
  "passes a rule of another group": {
    plan: {
      group: { type: GROUP, props: { id: "sg-1" } },
      rule: {
        type: "aws:ec2/securityGroupRule:SecurityGroupRule",
        props: { type: "ingress", securityGroupId: "sg-2", cidrBlocks: ["0.0.0.0/0"] },
      },
    },
  },
});
