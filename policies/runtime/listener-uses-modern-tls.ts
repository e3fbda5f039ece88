import { controlUrl, fsbp } from "../support/frameworks";
import type { Inputs } from "../support/inputs";
import { resourceRule } from "../support/rule";
import { each, equalsOrUnknown, isUnknown } from "../support/unknowns";

/**
 * TLS 1.3, or from 1.2 with forward secrecy; `Ext` admits ciphers without it (Elastic Load Balancing
 * guide, "Security policies").
 */
const OF_LOAD_BALANCERS = /^ELBSecurityPolicy-TLS13-1-(2|2-Res|3)(-FIPS)?(-PQ)?-\d{4}-\d{2}$/;

/** TLS 1.2 or later; HTTP APIs know the first only (API Gateway guide, "Choose a security policy"). */
const OF_APIS = /^(TLS_1_2|SecurityPolicy_TLS13_1_[23]_\w+)$/;

export const listenerUsesModernTls = resourceRule({
  name: "listener-uses-modern-tls",
  description: "Listeners and API domains speak TLS 1.2 or later; HTTP only redirects.",
  why:
    "Who records traffic of older versions, or of ciphers without forward secrecy, can read it later. " +
    "Without a policy, AWS takes one of 2016 that accepts TLS 1.0.",
  remediationSteps: "Set `sslPolicy` as `Listeners` does.",
  severity: "high",
  framework: fsbp(
    "ELB.17",
    "Load balancers with listeners should use recommended security policies",
  ),
  url: controlUrl("ELB.17"),
  types: [
    "aws:lb/listener:Listener",
    "aws:alb/listener:Listener",
    "aws:apigateway/domainName:DomainName",
    "aws:apigatewayv2/domainName:DomainName",
  ],
  *check({ type, props }) {
    switch (type) {
      case "aws:apigateway/domainName:DomainName":
        yield* policy("securityPolicy", props.securityPolicy, OF_APIS);
        return;
      case "aws:apigatewayv2/domainName:DomainName": {
        const field = "domainNameConfiguration.securityPolicy";
        yield* policy(field, props.domainNameConfiguration?.securityPolicy, OF_APIS);
        return;
      }
    }
    const { protocol, sslPolicy } = props;
    if (protocol === "HTTPS" || protocol === "TLS") {
      yield* policy("sslPolicy", sslPolicy, OF_LOAD_BALANCERS);
    } else if (protocol === "HTTP") yield* plainHttp(props);
    else if (!isUnknown(protocol)) yield `protocol is ${protocol ?? "not given"}: set it to HTTPS`;
  },
});

function* policy(field: string, given: unknown, modern: RegExp): Iterable<string> {
  if (isUnknown(given) || (typeof given === "string" && modern.test(given))) return;
  yield `${field} is ${String(given ?? "not given")}: name a policy of TLS 1.2 or later`;
}

function* plainHttp({ defaultActions }: Inputs<"aws:lb/listener:Listener">): Iterable<string> {
  for (const action of each(defaultActions)) {
    const type = action?.type;
    if (isUnknown(type)) continue;
    if (type === "redirect" && equalsOrUnknown(action?.redirect?.protocol, "HTTPS")) continue;
    yield `an action of HTTP is ${type ?? "not given"}: redirect to HTTPS`;
  }
}
