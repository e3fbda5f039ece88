import { METRIC_ALARM, metricsOf } from "../observe/alarms";
import { ciCl002 } from "../support/frameworks";
import { names, ofType, type PlannedOf, planRule } from "../support/plan";
import { equalsOrUnknown, isUnknown } from "../support/unknowns";
import { queuesOf } from "./queues";

export const deadLetterQueueHasAlarm = planRule({
  name: "dead-letter-queue-has-alarm",
  description: "Every dead-letter queue has an alarm that its first message sets off.",
  why: "A dead-letter queue that nobody watches loses messages as surely as none, two weeks later.",
  remediationSteps:
    "Add a `metricAlarm` with `queueDepth({ queueName, above: 0 })`, which reads ApproximateNumberOfMessagesVisible.",
  severity: "high",
  framework: ciCl002("§7.3"),
  thresholds: {
    messages: {
      type: "integer",
      minimum: 1,
      description: "Messages at which the alarm has to go off.",
      default: 1,
    },
  },
  *check(plan, _, { messages }) {
    const alarms = ofType(plan, METRIC_ALARM).filter((alarm) => goesOffAt(messages, alarm));
    const depths = alarms.flatMap(depthsIn);
    const { all, deadLetter } = queuesOf(plan);
    for (const queue of all) {
      const hasAlarm = depths.some(({ alarm, key, queueName }) =>
        names(alarm, key, queueName, queue, [queue.props.name]),
      );
      if (!deadLetter.has(queue.urn) || hasAlarm) continue;
      yield { urn: queue.urn, message: "no alarm goes off when a message comes" };
    }
  },
});

function goesOffAt(messages: number, { props }: PlannedOf<typeof METRIC_ALARM>): boolean {
  const { comparisonOperator, threshold } = props;
  // The highest threshold that this many messages pass.
  const highest = { GreaterThanThreshold: messages - 1, GreaterThanOrEqualToThreshold: messages };
  const [, most] =
    Object.entries(highest).find(([operator]) => operator === comparisonOperator) ?? [];
  return most !== undefined && (isUnknown(threshold) || Number(threshold) <= most);
}

/** The queues of which an alarm reads how many messages wait. */
function depthsIn(alarm: PlannedOf<typeof METRIC_ALARM>) {
  return metricsOf(alarm.props)
    .filter(
      ({ namespace, metricName }) =>
        namespace === "AWS/SQS" &&
        equalsOrUnknown(metricName, "ApproximateNumberOfMessagesVisible"),
    )
    .map(({ key, dimensions }) => ({ alarm, key, queueName: dimensions?.QueueName }));
}
