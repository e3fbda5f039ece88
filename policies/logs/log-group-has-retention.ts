import { ciCl002 } from "../support/frameworks";
import { resourceRule } from "../support/rule";
import { isUnknown } from "../support/unknowns";

export const logGroupHasRetention = resourceRule({
  name: "log-group-has-retention",
  description:
    "Log groups keep their logs for at least the days that the settings say, and not for ever.",
  why:
    "An audit asks for what happened last year; a group without retention is paid for until someone " +
    "notices.",
  remediationSteps: "Set `retentionInDays` to `context.settings.logRetentionDays`.",
  severity: "medium",
  framework: ciCl002("§13"),
  thresholds: {
    minimumDays: {
      type: "integer",
      minimum: 0,
      maximum: 3653,
      description: "Least days that a log group keeps its logs, where the settings ask for fewer.",
      default: 0,
    },
  },
  types: ["aws:cloudwatch/logGroup:LogGroup"],
  *check({ props: { retentionInDays: days } }, { logRetentionDays }, { minimumDays }) {
    const least = Math.max(logRetentionDays, minimumDays);
    if (isUnknown(days) || Number(days) >= least) return;
    const is = days === undefined || days === 0 ? "not given, so logs are never deleted" : days;
    yield `retentionInDays is ${is}: set it to ${least} or more`;
  },
});
