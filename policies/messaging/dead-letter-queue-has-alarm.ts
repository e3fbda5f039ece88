import { METRIC_ALARM, metricsOf } from "../observe/alarms";
import { names } from "../support/relations";
import { type Planned, planRule } from "../support/rule";
import { at, equalsOrUnknown, type Props, UNKNOWN } from "../support/unknowns";
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
export const deadLetterQueueHasAlarm = planRule({
  name: "dead-letter-queue-has-alarm",
  description: "Every dead-letter queue has an alarm that its first message sets off.",
  *check(plan) {
    const watched = plan.filter(({ type, props }) => type === METRIC_ALARM && isFirst(props));
    const depths = watched.flatMap((alarm) => depthsIn(alarm));
    for (const queue of queuesOf(plan).ends) {
      const isWatched = depths.some(({ alarm, key, queueName }) =>
        names(alarm, key, queueName, queue, [queue.props.name]),
      );
      if (isWatched) continue;
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

/** The queues of which an alarm reads how many messages wait. */
function depthsIn(alarm: Planned) {
  return metricsOf(alarm.props)
    .filter(
      ({ namespace, metricName }) =>
        namespace === "AWS/SQS" &&
        equalsOrUnknown(metricName, "ApproximateNumberOfMessagesVisible"),
    )
    .map(({ key, dimensions }) => ({ alarm, key, queueName: at(dimensions, "QueueName") }));
}
