import { ciCl002 } from "../support/frameworks";
import { inputTable, readBy, typesOf } from "../support/inputs";
import { resourceRule } from "../support/rule";
import { isUnknown } from "../support/unknowns";

const EVENT_TARGET = "aws:cloudwatch/eventTarget:EventTarget";

/** Where a type names what keeps an event that was given up. */
const KEEPERS = inputTable({
  [EVENT_TARGET]: ({ deadLetterConfig }) => deadLetterConfig?.arn,
  "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": ({ destinationConfig }) =>
    destinationConfig?.onFailure?.destination,
  "aws:scheduler/schedule:Schedule": ({ target }) => target?.deadLetterConfig?.arn,
});

export const lostEventIsKept = resourceRule({
  name: "lost-event-is-kept",
  description: "What a rule, a schedule or Lambda gives up to deliver is kept in a queue.",
  why:
    "EventBridge and Lambda drop an event after their last attempt: an incident is not opened, or a run is missing, and " +
    "nothing is left to replay.",
  remediationSteps:
    "Give the ARN of a dead-letter queue, as `ruleTargets`, `FailedEvents` and the job's schedule do.",
  severity: "high",
  framework: ciCl002("§7.3"),
  types: typesOf(KEEPERS),
  *check(subject, settings) {
    // A queue has to be in the rule's region, and in another one nobody is told of it: what is sent on from there is seen
    // by another way, too, which `break-glass-is-detected` asks for.
    if (subject.type === EVENT_TARGET && isSentOn(subject.props, settings.region)) return;
    const { field = "", values = [] } = readBy(KEEPERS, subject) ?? {};
    for (const value of values) {
      if (value === undefined || value === "") yield `${field} is not given: give a queue's ARN`;
    }
  },
});

/** Whether a target is the bus of the environment's region, of a rule in another one. */
function isSentOn({ arn, region }: { arn?: unknown; region?: unknown }, own: string): boolean {
  const isElsewhere = typeof region === "string" && !isUnknown(region) && region !== own;
  return isElsewhere && typeof arn === "string" && arn.startsWith(`arn:aws:events:${own}:`);
}
