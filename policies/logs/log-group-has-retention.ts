import { resourceRule } from "../support/rule";
import { UNKNOWN } from "../support/unknowns";

/**
 * A log group keeps its logs for as long as the environment's settings say, and not for ever.
 *
 * Why: an audit asks for what happened last year; a group without a number is paid for until
 * someone notices.
 *
 * Fix: set `retentionInDays` to `context.settings.logRetentionDays`.
 */
export const logGroupHasRetention = resourceRule({
  name: "log-group-has-retention",
  description: "Log groups keep their logs for at least the days that the settings say.",
  applies: (type) => type === "aws:cloudwatch/logGroup:LogGroup",
  *check({ props: { retentionInDays: days } }, { logRetentionDays: least }) {
    if (days === UNKNOWN || Number(days) >= least) return;
    const is = days === undefined || days === 0 ? "not given, so logs are never deleted" : days;
    yield `retentionInDays is ${is}: set it to ${least} or more`;
  },
});
