import { randomUUID } from "node:crypto";
import { PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import { keyAsks } from "../authorization/key-asks";
import type { Call } from "../call";
import { operation } from "../operation";
import { ownEntries } from "../own-entries";
import { findBy } from "../resources";
import { service } from "../service";
import { ServiceError } from "../service-error";

const TOPIC = "aws:sns/topic:Topic";

/** What was published to topics, by message id; times in ISO 8601. */
export const PUBLICATIONS = ownEntries<{
  topicArn: string;
  subject: string;
  message: string;
  at: string;
}>("sandbox:sns/publication");

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
    const id = randomUUID();
    const at = call.now.toISOString();
    const published = { topicArn: TopicArn, subject: Subject, message: Message, at };
    PUBLICATIONS.put(call.account.cloud, id, published);
    return { MessageId: id };
  },
});

/** Simple Notification Service: nobody is subscribed, so that messages are kept. */
export const SNS = service(new SNSClient({ region: "us-east-1" }), [PUBLISH]);

function findTopic({ account }: Call, arn: string) {
  return findBy(account, TOPIC, "arn", arn);
}
