import { type Shapes, uuid } from "./shape";

/** SNS, SQS, EventBridge and EventBridge Scheduler. */
export const MESSAGING: Shapes = {
  "aws:sns/topic:Topic": ({ account, arn, text }) => {
    const topic = arn("sns", text("name"));
    return { id: topic, name: text("name"), arn: topic, owner: account };
  },
  "aws:sns/topicPolicy:TopicPolicy": ({ account, text }) => ({ id: text("arn"), owner: account }),
  "aws:sns/topicSubscription:TopicSubscription": (asked) => {
    const arn = `${asked.text("topic")}:${uuid(asked)}`;
    return { id: arn, arn, ownerId: asked.account, pendingConfirmation: false };
  },
  "aws:sqs/queue:Queue": ({ account, arn, region, text }) => {
    const url = `https://sqs.${region}.amazonaws.com/${account}/${text("name")}`;
    return { id: url, name: text("name"), url, arn: arn("sqs", text("name")) };
  },
  "aws:sqs/queuePolicy:QueuePolicy": ({ text }) => ({ id: text("queueUrl") }),
  "aws:sqs/redrivePolicy:RedrivePolicy": ({ text }) => ({ id: text("queueUrl") }),
  "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy": ({ text }) => ({ id: text("queueUrl") }),
  "aws:cloudwatch/eventBus:EventBus": ({ arn, text }) => ({
    id: text("name"),
    arn: arn("events", `event-bus/${text("name")}`),
  }),
  "aws:cloudwatch/eventRule:EventRule": ({ arn, inputs, text }) => {
    const bus = typeof inputs.eventBusName === "string" ? `${inputs.eventBusName}/` : "";
    return { id: `${bus}${text("name")}`, arn: arn("events", `rule/${bus}${text("name")}`) };
  },
  "aws:cloudwatch/eventTarget:EventTarget": ({ text }) => ({
    id: `${text("rule")}-${text("targetId")}`,
    targetId: text("targetId"),
  }),
  "aws:cloudwatch/eventArchive:EventArchive": ({ arn, text }) => ({
    id: text("name"),
    arn: arn("events", `archive/${text("name")}`),
  }),
  "aws:scheduler/schedule:Schedule": ({ arn, inputs, text }) => {
    const path = `${String(inputs.groupName ?? "default")}/${text("name")}`;
    return { id: path, arn: arn("scheduler", `schedule/${path}`) };
  },
  "aws:scheduler/scheduleGroup:ScheduleGroup": ({ arn, text }) => ({
    id: text("name"),
    arn: arn("scheduler", `schedule-group/${text("name")}`),
    state: "ACTIVE",
  }),
};
