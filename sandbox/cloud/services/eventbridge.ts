import type { ResourceTypes } from "../resource-type";
import { matches, oneOf, required } from "../validators";
import { isGiven, parseObject } from "../values";

/** EventBridge. Source of each limit: PutRule, PutTargets. */
export const EVENTBRIDGE: ResourceTypes = {
  "aws:cloudwatch/eventBus:EventBus": {
    outputs: ({ arn, text }) => ({
      id: text("name"),
      arn: arn("events", `event-bus/${text("name")}`),
    }),
  },
  "aws:cloudwatch/eventRule:EventRule": {
    outputs: ({ arn, inputs, text }) => {
      const bus = typeof inputs.eventBusName === "string" ? `${inputs.eventBusName}/` : "";
      return { id: `${bus}${text("name")}`, arn: arn("events", `rule/${bus}${text("name")}`) };
    },
    validate: [
      oneOf("state", "ENABLED", "DISABLED", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"),
      ({ inputs: { eventPattern, scheduleExpression }, refuse }) => {
        if (!isGiven(eventPattern) && !isGiven(scheduleExpression)) {
          refuse("eventPattern", eventPattern, "a pattern, or a scheduleExpression");
        }
        if (parseObject(eventPattern) === "broken") refuse("eventPattern", eventPattern, "JSON");
        if (typeof eventPattern === "string" && eventPattern.length > 4096) {
          refuse("eventPattern", `${eventPattern.length} characters`, "at most 4096");
        }
      },
    ],
    immutable: ["eventBusName"],
  },
  "aws:cloudwatch/eventTarget:EventTarget": {
    outputs: ({ text }) => ({
      id: `${text("rule")}-${text("targetId")}`,
      targetId: text("targetId"),
    }),
    validate: [
      required("arn", "rule"),
      matches("targetId", 64, /^[\w.-]+$/, "letters, digits, dots, _ and -"),
    ],
    immutable: ["eventBusName", "rule", "targetId"],
  },
  "aws:cloudwatch/eventArchive:EventArchive": {
    outputs: ({ arn, text }) => ({
      id: text("name"),
      arn: arn("events", `archive/${text("name")}`),
    }),
  },
};
