import { randomUUID } from "node:crypto";
import { ListSubscriptionsByTopicCommand, PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import { keyAsks } from "../authorization/key-asks";
import type { Call } from "../call";
import { operation } from "../operation";
import { findBy } from "../resources";
import { service } from "../service";
import { ServiceError } from "../service-error";
import { PUBLICATIONS } from "../simulation/publications";

const TOPIC = "aws:sns/topic:Topic";

const SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription";

const PUBLISH = operation(PublishCommand, {
  asks: ({ TopicArn = "" }, call) => [
    { action: "sns:Publish", resource: TopicArn },
    ...keyAsks(call, {
      keyArn: findTopic(call, TopicArn)?.state.kmsMasterKeyId,
      actions: ["GenerateDataKey", "Decrypt"],
      service: "sns",
    }),
  ],
  handle({ TopicArn = "", Subject = "", Message = "" }, call) {
    if (!findTopic(call, TopicArn)) {
      throw new ServiceError("NotFound", "Topic does not exist", 404);
    }
    if (Subject !== undefined && !SUBJECT.test(Subject)) {
      throw new ServiceError("InvalidParameter", "Invalid parameter: Subject");
    }
    const id = randomUUID();
    const at = call.now.toISOString();
    const published = { topicArn: TopicArn, subject: Subject, message: Message, at };
    PUBLICATIONS.put(call.account.cloud, id, published);
    return { MessageId: id };
  },
});

/** ASCII without line breaks, less than 100 characters (SNS API, Publish). */
const SUBJECT = /^[!-~][ -~]{0,98}$/;

/** Who is subscribed. What a person has to confirm stays pending (SNS API, Subscribe). */
const LIST_SUBSCRIPTIONS = operation(ListSubscriptionsByTopicCommand, {
  asks: ({ TopicArn = "" }) => [{ action: "sns:ListSubscriptionsByTopic", resource: TopicArn }],
  handle({ TopicArn = "" }, call) {
    const { account } = call;
    if (!findTopic(call, TopicArn)) {
      throw new ServiceError("NotFound", "Topic does not exist", 404);
    }
    const own = account.cloud.list(SUBSCRIPTION).filter(({ state }) => state.topic === TopicArn);
    const Subscriptions = own.map(({ state }) => ({
      TopicArn,
      Owner: account.id,
      Protocol: String(state.protocol),
      Endpoint: String(state.endpoint),
      SubscriptionArn:
        state.pendingConfirmation === true ? "PendingConfirmation" : String(state.arn),
    }));
    return { Subscriptions };
  },
});

/** Simple Notification Service: it sends nothing, and messages are kept. */
export const SNS = service(new SNSClient({ region: "us-east-1" }), [LIST_SUBSCRIPTIONS, PUBLISH]);

function findTopic({ account }: Call, arn: string) {
  return findBy(account, TOPIC, "arn", arn);
}
