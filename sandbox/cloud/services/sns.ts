import { uuid } from "../identifiers";
import { policyDocument } from "../policy-document";
import type { ResourceTypes } from "../resource-type";
import { oneOf, required } from "../validators";

/** Protocols of a subscription. */
const PROTOCOLS = [
  ...["sqs", "sms", "lambda", "firehose", "application"],
  ...["email", "email-json", "http", "https"],
];

/** SNS. Source of each limit: Subscribe, SetTopicAttributes. */
export const SNS: ResourceTypes = {
  "aws:sns/topic:Topic": {
    outputs: ({ account, arn, text }) => {
      const topic = arn("sns", text("name"));
      return { id: topic, name: text("name"), arn: topic, owner: account };
    },
    immutable: ["fifoTopic"],
  },
  "aws:sns/topicPolicy:TopicPolicy": {
    outputs: ({ account, text }) => ({ id: text("arn"), owner: account }),
    validate: [
      required("arn", "policy"),
      policyDocument("policy", { max: 30_720, principal: true }),
    ],
    immutable: ["arn"],
  },
  "aws:sns/topicSubscription:TopicSubscription": {
    outputs: (request) => {
      const arn = `${request.text("topic")}:${uuid(request)}`;
      return {
        id: arn,
        arn,
        ownerId: request.account,
        pendingConfirmation: isPending(request.text("protocol")),
      };
    },
    validate: [required("topic", "protocol", "endpoint"), oneOf("protocol", ...PROTOCOLS)],
    immutable: ["endpoint", "protocol", "topic"],
  },
};

/** Whether a person has to confirm: here no link of an e-mail is ever followed (SNS API, Subscribe). */
function isPending(protocol: string): boolean {
  return protocol === "email" || protocol === "email-json";
}
