import { queueHasDeadLetterQueue } from "../../../policies/messaging/queue-has-dead-letter-queue";
import { judgesPlans, LATER, type PlannedResource } from "../../support/violations";

const QUEUE = "aws:sqs/queue:Queue";
const REDRIVE = "aws:sqs/redrivePolicy:RedrivePolicy";
const ALLOW = "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy";
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
const NONE = { says: [/^queue: it has no dead-letter queue/] };

judgesPlans(queueHasDeadLetterQueue, {
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
  "refuses a subscription's, which is not the queue's": {
    plan: {
      queue,
      dead,
      deny,
      subscription: {
        type: "aws:sns/topicSubscription:TopicSubscription",
        props: { redrivePolicy: to(ARN) },
      },
    },
    ...NONE,
  },
  "passes a redrive policy by the queue's id": {
    plan: {
      queue: { type: QUEUE, props: { name: "nc-a-dev-queue", id: "https://id" } },
      dead,
      redrive: { type: REDRIVE, props: { queueUrl: "https://id", redrivePolicy: to(ARN) } },
    },
  },
  "refuses a redrive policy that is empty": {
    plan: {
      queue,
      dead,
      deny,
      redrive: { type: REDRIVE, props: { queueUrl: "https://queue", redrivePolicy: "" } },
    },
    ...NONE,
  },
  "refuses a redrive policy that is a text": {
    plan: {
      queue,
      dead,
      deny,
      redrive: { type: REDRIVE, props: { queueUrl: "https://queue", redrivePolicy: '"x"' } },
    },
    ...NONE,
  },
});
