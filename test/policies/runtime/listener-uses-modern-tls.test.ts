import { listenerUsesModernTls } from "../../../policies/runtime/listener-uses-modern-tls";
import { type Case, judges, LATER } from "../../support/violations";

const LISTENER = "aws:lb/listener:Listener";
const https = (sslPolicy?: string): Case => ({
  type: LISTENER,
  props: { protocol: "HTTPS", sslPolicy },
});
const http = (action: unknown): Case => ({
  type: LISTENER,
  props: { protocol: "HTTP", defaultActions: [action] },
});
const domain = (securityPolicy?: string): Case => ({
  type: "aws:apigatewayv2/domainName:DomainName",
  props: { domainNameConfiguration: { securityPolicy } },
});
const redirect = (protocol?: string) => ({ type: "redirect", redirect: { protocol } });

judges(listenerUsesModernTls, {
  "[§7.1] passes TLS 1.3 and 1.2": https("ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"),
  "passes TLS 1.3 alone": https("ELBSecurityPolicy-TLS13-1-3-2021-06"),
  "passes FIPS": https("ELBSecurityPolicy-TLS13-1-2-Res-FIPS-2023-04"),
  "passes what is unknown": https(LATER),
  "passes an unknown protocol": { type: LISTENER, props: { protocol: LATER } },
  "passes a redirect to HTTPS": http(redirect("HTTPS")),
  "passes an unknown redirect": http(redirect(LATER)),
  "passes an unknown action": http(LATER),
  "passes a domain of TLS 1.2": domain("TLS_1_2"),
  "passes an unknown domain": domain(LATER),
  "passes a newer policy of a REST API": {
    type: "aws:apigateway/domainName:DomainName",
    props: { securityPolicy: "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09" },
  },
  ...Object.fromEntries(
    [
      "ELBSecurityPolicy-2016-08",
      "ELBSecurityPolicy-TLS13-1-0-2021-06",
      "ELBSecurityPolicy-TLS13-1-1-2021-06",
      "ELBSecurityPolicy-TLS13-1-2-Ext2-2021-06",
      "ELBSecurityPolicy-TLS-1-2-2017-01",
    ].map((policy) => [`refuses ${policy}`, { ...https(policy), says: [/^sslPolicy is ELB/] }]),
  ),
  "refuses none, which is of 2016": { ...https(), says: [/^sslPolicy is not given/] },
  "refuses TLS of a network load balancer": {
    type: LISTENER,
    props: { protocol: "TLS", sslPolicy: "ELBSecurityPolicy-2016-08" },
    says: [/^sslPolicy/],
  },
  "refuses HTTP that forwards": {
    ...http({ type: "forward" }),
    says: [/action of HTTP is forward/],
  },
  "refuses a redirect to HTTP": { ...http(redirect("HTTP")), says: [/redirect to HTTPS/] },
  "refuses a redirect to what it was": { ...http(redirect()), says: [/redirect to HTTPS/] },
  "refuses TCP": { type: LISTENER, props: { protocol: "TCP" }, says: [/^protocol is TCP/] },
  "refuses no protocol": { type: LISTENER, props: {}, says: [/^protocol is not given/] },
  "refuses a domain of TLS 1.0": { ...domain("TLS_1_0"), says: [/securityPolicy is TLS_1_0/] },
  "refuses a domain of none": { ...domain(), says: [/securityPolicy is not given/] },
  "refuses a listener of the old name": {
    ...https("ELBSecurityPolicy-2016-08"),
    type: "aws:alb/listener:Listener",
    says: [/^sslPolicy is ELBSecurityPolicy-2016-08: name a policy of TLS 1\.2 or later$/],
  },
  "refuses a REST API of TLS 1.0": {
    type: "aws:apigateway/domainName:DomainName",
    props: { securityPolicy: "TLS_1_0" },
    says: [/^securityPolicy is TLS_1_0: name/],
  },
  "refuses a REST API that says nothing": {
    type: "aws:apigateway/domainName:DomainName",
    props: {},
    says: [/^securityPolicy is not given: name/],
  },
  ...Object.fromEntries(
    ["xELBSecurityPolicy-TLS13-1-3-2021-06", "ELBSecurityPolicy-TLS13-1-3-2021-06x"].map((name) => [
      `refuses the policy ${name}`,
      { ...https(name), says: [/^sslPolicy/] },
    ]),
  ),
  ...Object.fromEntries(
    ["xTLS_1_2", "TLS_1_2x"].map((name) => [
      `refuses the policy ${name} of a domain`,
      { ...domain(name), says: [/securityPolicy/] },
    ]),
  ),
});
