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
});
