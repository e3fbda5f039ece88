import { resourceRule } from "../support/rule";
import { type Props, UNKNOWN, valuesAt } from "../support/unknowns";
import { anywhere } from "./public-cidr";

/** Ports that anyone may call: HTTPS, and HTTP to be sent on to it. */
const PUBLIC_PORTS = [80, 443];

/** Where each type has its rules, and how it names their protocol; the empty path is itself. */
const RULES: Readonly<Record<string, { readonly path: string; readonly protocol: string }>> = {
  "aws:ec2/securityGroup:SecurityGroup": { path: "ingress.*", protocol: "protocol" },
  "aws:ec2/securityGroupRule:SecurityGroupRule": { path: "", protocol: "protocol" },
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": { path: "", protocol: "ipProtocol" },
};

/**
 * What lets the whole internet in lets it in to HTTP and HTTPS only. Whose group that may be is
 * `public-ingress-is-load-balancer`'.
 *
 * Why: every other port that is open to anyone is found, and tried, within minutes.
 *
 * Fix: name the group or the block that calls.
 */
export const ingressIsRestricted = resourceRule({
  name: "ingress-is-restricted",
  description: "No security group admits anyone but on ports 80 and 443.",
  applies: (type) => Object.hasOwn(RULES, type),
  *check({ type, props }) {
    const { path, protocol } = RULES[type] ?? { path: "", protocol: "" };
    const rules = path === "" ? [props] : valuesAt(props, path);
    for (const rule of rules) {
      if (!isProps(rule) || rule.type === "egress") continue;
      const from = anywhere(rule);
      if (from === undefined || isPublic(rule, protocol)) continue;
      const ports = `${String(rule.fromPort)} to ${String(rule.toPort)}`;
      yield `${from} may call ports ${ports}: name the security group or the block that calls`;
    }
  },
});

function isPublic(rule: Props, protocol: string): boolean {
  const { fromPort, toPort } = rule;
  if (fromPort === UNKNOWN || toPort === UNKNOWN) return true;
  const tcp = rule[protocol] === "tcp" || rule[protocol] === "6" || rule[protocol] === UNKNOWN;
  return tcp && fromPort === toPort && PUBLIC_PORTS.includes(Number(fromPort));
}

function isProps(rule: unknown): rule is Props {
  return rule instanceof Object;
}
