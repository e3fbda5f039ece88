import { resourceRule } from "../support/rule";
import { at, equalsOrUnknown, type Props, UNKNOWN, valuesAt } from "../support/unknowns";

const LISTENERS = ["aws:lb/listener:Listener", "aws:alb/listener:Listener"];

/**
 * TLS 1.3, or from 1.2 with forward secrecy; `Ext` admits ciphers without it (Elastic Load Balancing
 * guide, "Security policies").
 */
const OF_BALANCERS = /^ELBSecurityPolicy-TLS13-1-(2|2-Res|3)(-FIPS)?(-PQ)?-\d{4}-\d{2}$/;

/** TLS 1.2 or later; HTTP APIs know the first only (API Gateway guide, "Choose a security policy"). */
const OF_DOMAINS = /^(TLS_1_2|SecurityPolicy_TLS13_1_[23]_\w+)$/;

/** Where a type of API Gateway says which TLS its domain speaks. */
const DOMAINS: Readonly<Record<string, string>> = {
  "aws:apigateway/domainName:DomainName": "securityPolicy",
  "aws:apigatewayv2/domainName:DomainName": "domainNameConfiguration.securityPolicy",
};

/**
 * What the internet calls speaks TLS 1.2 or later; plain HTTP only sends callers on to HTTPS.
 *
 * Why: older versions, and ciphers without forward secrecy, can be read by who records them.
 * Without a policy, AWS takes one of 2016 that admits TLS 1.0.
 *
 * Fix: set `sslPolicy` as `Listeners` does.
 */
export const listenerUsesModernTls = resourceRule({
  name: "listener-uses-modern-tls",
  description: "Listeners and API domains speak TLS 1.2 or later; HTTP only redirects.",
  applies: (type) => LISTENERS.includes(type) || Object.hasOwn(DOMAINS, type),
  *check({ type, props }) {
    const path = DOMAINS[type] ?? "sslPolicy";
    const { protocol } = props;
    if (LISTENERS.includes(type) && protocol !== "HTTPS" && protocol !== "TLS") {
      if (protocol !== UNKNOWN) yield* plain(props);
      return;
    }
    const policy = at(props, path);
    const modern = path === "sslPolicy" ? OF_BALANCERS : OF_DOMAINS;
    if (policy === UNKNOWN || (typeof policy === "string" && modern.test(policy))) return;
    yield `${path} is ${String(policy ?? "not given")}: name a policy of TLS 1.2 or later`;
  },
});

function* plain({ protocol, defaultActions }: Props): Iterable<string> {
  if (protocol !== "HTTP") {
    yield `protocol is ${protocol ?? "not given"}: set it to HTTPS`;
    return;
  }
  for (const action of valuesAt({ defaultActions }, "defaultActions.*")) {
    const type = at(action, "type");
    if (type === UNKNOWN) continue;
    if (type === "redirect" && equalsOrUnknown(at(action, "redirect.protocol"), "HTTPS")) continue;
    yield `an action of HTTP is ${String(type)}: redirect to HTTPS`;
  }
}
