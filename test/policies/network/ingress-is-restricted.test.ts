import { ingressIsRestricted } from "../../../policies/network/ingress-is-restricted";
import { judges, LATER } from "../../support/violations";

const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const RULE = "aws:ec2/securityGroupRule:SecurityGroupRule";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const open = (port: unknown, changes: object = {}) => ({
  type: GROUP,
  props: {
    ingress: [
      { protocol: "tcp", fromPort: port, toPort: port, cidrBlocks: ["0.0.0.0/0"], ...changes },
    ],
  },
});

judges(ingressIsRestricted, {
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
  "passes TCP by its number": open(443, { protocol: "6" }),
  "passes an unknown protocol": open(443, { protocol: LATER }),
  "refuses another port of an unknown protocol": {
    ...open(22, { protocol: LATER }),
    says: [/ports 22 to 22/],
  },
  "passes a range whose end is unknown": open(22, { toPort: LATER }),
});
