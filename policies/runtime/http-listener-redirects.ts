import { names } from "../support/relations";
import { planRule } from "../support/rule";
import { equalsOrUnknown, valuesAt } from "../support/unknowns";

const LISTENERS = ["aws:lb/listener:Listener", "aws:alb/listener:Listener"];
const RULES = ["aws:lb/listenerRule:ListenerRule", "aws:alb/listenerRule:ListenerRule"];

/**
 * No rule of a listener that speaks plain HTTP does anything but redirect.
 *
 * Why: a rule comes before the listener's own action: a path that it forwards is answered in plain
 * text, though the listener itself sends everyone on to HTTPS.
 *
 * Fix: give the rule to the HTTPS listener.
 */
export const httpListenerRedirects = planRule({
  name: "http-listener-redirects",
  description: "Rules of an HTTP listener redirect, and do nothing else.",
  *check(plan) {
    const plain = plan.filter(
      ({ type, props }) => LISTENERS.includes(type) && props.protocol === "HTTP",
    );
    for (const rule of plan.filter(({ type }) => RULES.includes(type))) {
      const { listenerArn, actions } = rule.props;
      const of = plain.find((each) =>
        names(rule, "listenerArn", listenerArn, each, [each.props.arn, each.props.id]),
      );
      const types = valuesAt({ actions }, "actions.*.type");
      if (of === undefined || types.every((type) => equalsOrUnknown(type, "redirect"))) continue;
      const message = `${of.name} speaks plain HTTP: give the rule to the HTTPS listener`;
      yield { urn: rule.urn, message };
    }
  },
});
