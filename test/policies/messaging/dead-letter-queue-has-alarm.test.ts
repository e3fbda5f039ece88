import { deadLetterQueueHasAlarm } from "../../../policies/messaging/dead-letter-queue-has-alarm";
import { judgesPlans, LATER, type Plan, type PlannedResource } from "../../support/violations";

const QUEUE = "aws:sqs/queue:Queue";
const REDRIVE = "aws:sqs/redrivePolicy:RedrivePolicy";
const ALLOW = "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const ARN = "arn:aws:sqs:ca-central-1:111111111111:nc-a-dev-dead-letters";
const queue: PlannedResource = {
  type: QUEUE,
  props: { name: "nc-a-dev-queue", url: "https://queue" },
};
const dead: PlannedResource = {
  type: QUEUE,
  props: { name: "nc-a-dev-dead-letters", arn: ARN, url: "u" },
};
const later: PlannedResource = {
  type: QUEUE,
  props: { name: "nc-a-dev-dead-letters", arn: LATER },
};
const to = (deadLetterTargetArn: unknown) => JSON.stringify({ deadLetterTargetArn });
const redrive: PlannedResource = {
  type: REDRIVE,
  props: { queueUrl: "https://queue", redrivePolicy: to(ARN) },
};
const redriveLater: PlannedResource = {
  type: REDRIVE,
  props: { queueUrl: LATER, redrivePolicy: LATER },
  from: { queueUrl: ["queue"], redrivePolicy: ["dead"] },
};
const allows = (redriveAllowPolicy: unknown): PlannedResource => ({
  type: ALLOW,
  props: { queueUrl: "u", redriveAllowPolicy },
});
const deny = allows(JSON.stringify({ redrivePermission: "denyAll" }));
const alarm = (changes: object = {}, from?: PlannedResource["from"]): PlannedResource => ({
  type: ALARM,
  props: {
    namespace: "AWS/SQS",
    metricName: "ApproximateNumberOfMessagesVisible",
    dimensions: { QueueName: "nc-a-dev-dead-letters" },
    comparisonOperator: "GreaterThanThreshold",
    threshold: 0,
    ...changes,
  },
  ...(from && { from }),
});
const line: Plan = { dead, deny };
const UNHEARD = { says: [/^dead: no alarm goes off when a message comes/] };

/** What sends messages that could not be handled to a queue, besides queues. */
const SENDERS: [type: string, props: object][] = [
  ["aws:sns/topicSubscription:TopicSubscription", { redrivePolicy: to(ARN) }],
  ["aws:cloudwatch/eventTarget:EventTarget", { deadLetterConfig: { arn: ARN } }],
  [
    "aws:lambda/eventSourceMapping:EventSourceMapping",
    { destinationConfig: { onFailure: { destinationArn: ARN } } },
  ],
  ["aws:lambda/function:Function", { deadLetterConfig: { targetArn: ARN } }],
  [
    "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig",
    { destinationConfig: { onFailure: { destination: ARN } } },
  ],
  ["aws:scheduler/schedule:Schedule", { target: { deadLetterConfig: { arn: ARN } } }],
];

judgesPlans(deadLetterQueueHasAlarm, {
  "[§7.3] passes an alarm on the first message": { plan: { ...line, alarm: alarm() } },
  "passes one of at least 1": {
    plan: {
      ...line,
      alarm: alarm({ comparisonOperator: "GreaterThanOrEqualToThreshold", threshold: 1 }),
    },
  },
  "passes one by metric math": {
    plan: {
      ...line,
      alarm: alarm({ metricName: undefined, metricQueries: [{ metric: alarm().props }] }),
    },
  },
  "passes an unknown name of the queue": {
    plan: {
      ...line,
      alarm: alarm({ dimensions: { QueueName: LATER } }, { dimensions: ["dead"] }),
    },
  },
  "passes a queue that passes on": { plan: { queue, dead, redrive, alarm: alarm() } },
  "refuses none": { plan: line, ...UNHEARD },
  "refuses none, of what is only known to be sent to": {
    plan: { queue, dead: later, redriveLater },
    ...UNHEARD,
  },
  "refuses an alarm on another queue": {
    plan: { ...line, alarm: alarm({ dimensions: { QueueName: "nc-a-dev-queue" } }) },
    ...UNHEARD,
  },
  "refuses an unknown name of something else": {
    plan: { ...line, alarm: alarm({ dimensions: { QueueName: LATER } }) },
    ...UNHEARD,
  },
  "refuses an alarm on what is not waiting": {
    plan: { ...line, alarm: alarm({ metricName: "NumberOfMessagesSent" }) },
    ...UNHEARD,
  },
  "refuses an alarm on the tenth message": {
    plan: { ...line, alarm: alarm({ threshold: 9 }) },
    ...UNHEARD,
  },
  "refuses an alarm on an empty queue": {
    plan: { ...line, alarm: alarm({ comparisonOperator: "LessThanThreshold" }) },
    ...UNHEARD,
  },
  "passes an alarm on the tenth message where the configuration says ten": {
    plan: { ...line, alarm: alarm({ threshold: 9 }) },
    thresholds: { messages: 10 },
  },
  "refuses one on the eleventh there": {
    plan: { ...line, alarm: alarm({ threshold: 10 }) },
    thresholds: { messages: 10 },
    ...UNHEARD,
  },
  ...Object.fromEntries(
    SENDERS.map(([type, props]) => [
      `refuses none, of what ${type} sends to`,
      { plan: { dead: { ...dead }, sender: { type, props } }, ...UNHEARD },
    ]),
  ),
  "refuses none, of what only some queues may send to": {
    plan: { dead, allow: allows(JSON.stringify({ redrivePermission: "byQueue" })) },
    ...UNHEARD,
  },
  "passes what every queue may send to, which says nothing": {
    plan: { dead, allow: allows(JSON.stringify({ redrivePermission: "allowAll" })) },
  },
  "passes an alarm that reads an expression and the metric": {
    plan: {
      ...line,
      alarm: alarm({
        metricName: undefined,
        metricQueries: [{ expression: "m1 * 1" }, { metric: alarm().props }],
      }),
    },
  },
  "passes metric math on an unknown name of the queue": {
    plan: {
      ...line,
      alarm: alarm(
        {
          metricName: undefined,
          metricQueries: [{ metric: { ...alarm().props, dimensions: { QueueName: LATER } } }],
        },
        { metricQueries: ["dead"] },
      ),
    },
  },
});
