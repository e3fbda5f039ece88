import { ciCl002 } from "../support/frameworks";
import { inputTable, readBy, typesOf } from "../support/inputs";
import { resourceRule } from "../support/rule";

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
  description:
    "What a rule, a schedule or Lambda gives up to deliver to a function or a job is kept in a queue.",
  why:
    "EventBridge and Lambda drop an event after their last attempt: an incident is not opened, or a run is missing, and " +
    "nothing is left to replay.",
  remediationSteps:
    "Give the ARN of a dead-letter queue, as `ruleTargets`, `FailedEvents` and the job's schedule do.",
  severity: "high",
  framework: ciCl002("§7.3"),
  types: typesOf(KEEPERS),
  *check(subject) {
    // A topic, and another account's bus, have retries and alarms of their own.
    if (subject.type === EVENT_TARGET && !isFunction(subject.props.arn)) return;
    const { field = "", values = [] } = readBy(KEEPERS, subject) ?? {};
    for (const value of values) {
      if (value === undefined || value === "") yield `${field} is not given: give a queue's ARN`;
    }
  },
});

function isFunction(arn: unknown): boolean {
  return typeof arn === "string" && arn.includes(":lambda:");
}
