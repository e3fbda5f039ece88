import { METRIC_ALARM, metricsOf } from "../observe/alarms";
import { names } from "../support/relations";
import { type Planned, planRule } from "../support/rule";
import { at, mayBe, type Props, UNKNOWN } from "../support/unknowns";
import { queuesOf } from "./queues";

/** Thresholds at which the first message sets an alarm off, by comparison. */
const FIRST: Readonly<Record<string, number>> = {
  GreaterThanThreshold: 0,
  GreaterThanOrEqualToThreshold: 1,
};

/**
 * The first message at the end of the line sets off an alarm (CI/CL-002 §7.3, §13).
 *
 * Why: a dead-letter queue that nobody watches loses messages as surely as none, two weeks later.
 *
 * Fix: `metricAlarm` with `queueDepth({ queueName, above: 0 })`.
 */
export const deadLettersRaiseAnAlarm = planRule({
  name: "dead-letters-raise-an-alarm",
  description: "Every dead-letter queue has an alarm that its first message sets off.",
  *check(plan) {
    const alarms = plan.filter(({ type, props }) => type === METRIC_ALARM && isFirst(props));
    for (const queue of queuesOf(plan).ends) {
      if (alarms.some((alarm) => watches(alarm, queue))) continue;
      const message =
        "no alarm goes off when a message comes: add one on ApproximateNumberOfMessagesVisible";
      yield { urn: queue.urn, message };
    }
  },
});

function isFirst({ comparisonOperator, threshold }: Props): boolean {
  const first = FIRST[String(comparisonOperator)];
  return first !== undefined && (threshold === UNKNOWN || Number(threshold) <= first);
}

function watches(alarm: Planned, queue: Planned): boolean {
  return metricsOf(alarm.props).some(
    ({ key, namespace, metricName, dimensions }) =>
      namespace === "AWS/SQS" &&
      mayBe(metricName, "ApproximateNumberOfMessagesVisible") &&
      names(alarm, key, at(dimensions, "QueueName"), queue, [queue.props.name]),
  );
}
