import { controlUrl, fsbp } from "../support/frameworks";
import { names, ofType, planRule } from "../support/plan";
import { each, equalsOrUnknown } from "../support/unknowns";

export const httpListenerRedirects = planRule({
  name: "http-listener-redirects",
  description: "Rules of an HTTP listener redirect, and do nothing else.",
  why:
    "A rule comes before the listener's default action: a path that it forwards is answered in plain " +
    "text, although the listener redirects everything else to HTTPS.",
  remediationSteps: "Give the rule to the HTTPS listener.",
  severity: "high",
  framework: fsbp("ELB.1", "Load balancers should redirect all HTTP requests to HTTPS"),
  url: controlUrl("ELB.1"),
  *check(plan) {
    const listeners = ofType(plan, "aws:lb/listener:Listener", "aws:alb/listener:Listener");
    const http = listeners.filter(({ props }) => props.protocol === "HTTP");
    const rules = ofType(
      plan,
      "aws:lb/listenerRule:ListenerRule",
      "aws:alb/listenerRule:ListenerRule",
    );
    for (const rule of rules) {
      const { listenerArn, actions } = rule.props;
      const listener = http.find((each) =>
        names(rule, "listenerArn", listenerArn, each, [each.props.arn, each.props.id]),
      );
      const redirects = each(actions).every((action) => equalsOrUnknown(action?.type, "redirect"));
      if (listener === undefined || redirects) continue;
      yield { urn: rule.urn, message: `its listener, ${listener.name}, speaks plain HTTP` };
    }
  },
});
