import { ciCl002 } from "../support/frameworks";
import { names, ofType, planRule } from "../support/plan";

export const functionKeepsFailedEvents = planRule({
  name: "function-keeps-failed-events",
  description: "Every Lambda function has settings for the events that it failed.",
  why:
    "Without them Lambda tries an asynchronous event three times within hours, and drops it: `lost-event-is-kept` sees only " +
    "the settings that are there.",
  remediationSteps: "Create them with `FailedEvents`.",
  severity: "high",
  framework: ciCl002("§7.3"),
  *check(plan) {
    const settings = ofType(plan, "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig");
    for (const fn of ofType(plan, "aws:lambda/function:Function")) {
      const { name, arn } = fn.props;
      const has = settings.some((each) =>
        names(each, "functionName", each.props.functionName, fn, [name, arn]),
      );
      if (!has) yield { urn: fn.urn, message: "nothing keeps the events that it failed" };
    }
  },
});
