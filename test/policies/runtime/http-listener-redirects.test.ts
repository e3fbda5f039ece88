import { httpListenerRedirects } from "../../../policies/runtime/http-listener-redirects";
import { judgesPlans, LATER } from "../../support/violations";

const listener = (protocol: string, arn = "arn:http") => ({
  type: "aws:lb/listener:Listener",
  props: { protocol, arn },
});
const rule = (type: string, listenerArn = "arn:http", from: string[] = []) => ({
  type: "aws:lb/listenerRule:ListenerRule",
  props: { listenerArn, actions: [{ type }] },
  from: { listenerArn: from },
});

judgesPlans(httpListenerRedirects, {
  "[§7.1] passes a rule of HTTPS": {
    plan: { http: listener("HTTP"), https: listener("HTTPS", "s"), rule: rule("forward", "s") },
  },
  "passes a redirect": { plan: { http: listener("HTTP"), rule: rule("redirect") } },
  "passes an unknown action": { plan: { http: listener("HTTP"), rule: rule(LATER) } },
  "passes an unknown listener that is another": {
    plan: { http: listener("HTTP", LATER), rule: rule("forward", LATER) },
  },
  "refuses a rule that forwards": {
    plan: { http: listener("HTTP"), rule: rule("forward") },
    says: [/^rule: its listener, http, speaks plain HTTP/],
  },
  "refuses it when nothing is known": {
    plan: { http: listener("HTTP", LATER), rule: rule("forward", LATER, ["http"]) },
    says: [/^rule: its listener, http, speaks/],
  },
  "refuses it by the types' old names": {
    plan: {
      http: { ...listener("HTTP"), type: "aws:alb/listener:Listener" },
      rule: { ...rule("forward"), type: "aws:alb/listenerRule:ListenerRule" },
    },
    says: [/^rule: its listener, http, speaks plain HTTP$/],
  },
  "refuses it by the listener's id": {
    plan: {
      http: { type: "aws:lb/listener:Listener", props: { protocol: "HTTP", id: "arn:id" } },
      rule: rule("forward", "arn:id"),
    },
    says: [/^rule/],
  },
  "refuses a rule that redirects and forwards": {
    plan: {
      http: listener("HTTP"),
      rule: {
        type: "aws:lb/listenerRule:ListenerRule",
        props: { listenerArn: "arn:http", actions: [{ type: "redirect" }, { type: "forward" }] },
      },
    },
    says: [/^rule/],
  },
});
