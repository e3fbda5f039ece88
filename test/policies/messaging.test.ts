import { deadLetterQueueHasAlarm } from "../../policies/messaging/dead-letter-queue-has-alarm";
import { queueHasDeadLetters } from "../../policies/messaging/queue-has-dead-letters";
import { judgesPlans, LATER, type Made, type Plan } from "../support/violations";

const QUEUE = "aws:sqs/queue:Queue";
const REDRIVE = "aws:sqs/redrivePolicy:RedrivePolicy";
const ALLOW = "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const ARN = "arn:aws:sqs:ca-central-1:111111111111:nc-a-dev-dead-letters";

const queue: Made = { type: QUEUE, props: { name: "nc-a-dev-queue", url: "https://queue" } };
const dead: Made = { type: QUEUE, props: { name: "nc-a-dev-dead-letters", arn: ARN, url: "u" } };
const later: Made = { type: QUEUE, props: { name: "nc-a-dev-dead-letters", arn: LATER } };
const to = (deadLetterTargetArn: unknown) => JSON.stringify({ deadLetterTargetArn });
const redrive: Made = {
  type: REDRIVE,
  props: { queueUrl: "https://queue", redrivePolicy: to(ARN) },
};
const redriveLater: Made = {
  type: REDRIVE,
  props: { queueUrl: LATER, redrivePolicy: LATER },
  from: { queueUrl: ["queue"], redrivePolicy: ["dead"] },
};
const allows = (redriveAllowPolicy: unknown): Made => ({
  type: ALLOW,
  props: { queueUrl: "u", redriveAllowPolicy },
});
const deny = allows(JSON.stringify({ redrivePermission: "denyAll" }));
const NONE = { says: [/^queue: it has no dead-letter queue/] };

judgesPlans(queueHasDeadLetters, {
  "[§7.3] passes a redrive policy apart": { plan: { queue, dead, redrive } },
  "passes it when nothing is known": { plan: { queue, dead: later, redriveLater } },
  "passes one of the queue's own": {
    plan: { dead, queue: { type: QUEUE, props: { redrivePolicy: to(ARN) } } },
  },
  "passes one to a queue of another stack": {
    plan: { queue: { type: QUEUE, props: { redrivePolicy: to("arn:aws:sqs:x") } } },
  },
  "passes the end of the line": { plan: { dead, deny } },
  "passes it by its own input": {
    plan: {
      dead: { type: QUEUE, props: { redriveAllowPolicy: '{"redrivePermission":"denyAll"}' } },
    },
  },
  "passes what a schedule sends its failures to": {
    plan: {
      dead: later,
      schedule: {
        type: "aws:scheduler/schedule:Schedule",
        from: { target: ["dead"] },
        props: { target: { deadLetterConfig: { arn: LATER } } },
      },
    },
  },
  "refuses none": { plan: { queue }, ...NONE },
  "refuses an empty policy, as the provider reads back": {
    plan: { queue: { type: QUEUE, props: { redrivePolicy: "" } } },
    ...NONE,
  },
  "refuses what only the provider may make up": {
    plan: { queue: { type: QUEUE, props: { redrivePolicy: LATER } } },
    ...NONE,
  },
  "refuses a policy without a target": {
    plan: { queue: { type: QUEUE, props: { redrivePolicy: '{"maxReceiveCount":5}' } } },
    ...NONE,
  },
  "refuses another queue's policy": {
    plan: {
      queue,
      dead,
      other: { ...redrive, props: { ...redrive.props, queueUrl: "https://x" } },
    },
    ...NONE,
  },
  "refuses a queue that anyone may redrive to": {
    plan: { dead, allow: allows(JSON.stringify({ redrivePermission: "allowAll" })) },
    says: [/^dead: /],
  },
});

const alarm = (changes: object = {}, from?: Made["from"]): Made => ({
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
});
