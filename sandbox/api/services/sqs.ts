import { createHash, randomUUID } from "node:crypto";
import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  type QueueAttributeName,
  ReceiveMessageCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
} from "@aws-sdk/client-sqs";
import type { Properties } from "../../cloud/record";
import { keyAsks } from "../authorization/key-asks";
import { arnOf, type Call } from "../call";
import { later } from "../clock";
import { type Ask, operation } from "../operation";
import { findBy, nameIn } from "../resources";
import { service } from "../service";
import { ServiceError } from "../service-error";
import { MESSAGES, messagesOf } from "../simulation/queues/messages";
import { inFlight } from "../simulation/queues/metrics";

const QUEUE = "aws:sqs/queue:Queue";

const GET_QUEUE_ATTRIBUTES = operation(GetQueueAttributesCommand, {
  asks: ({ QueueUrl }, call) => asks(call, "GetQueueAttributes", QueueUrl),
  handle({ QueueUrl, AttributeNames = [] }, call) {
    const all = attributesOf(call, queueAt(call, QueueUrl));
    const wanted: readonly string[] = AttributeNames;
    const chosen = Object.entries(all).filter(
      ([name]) => wanted.includes("All") || wanted.includes(name),
    );
    return { Attributes: Object.fromEntries(chosen) };
  },
});

const GET_QUEUE_URL = operation(GetQueueUrlCommand, {
  asks: ({ QueueName }, call) => asks(call, "GetQueueUrl", QueueName),
  handle: ({ QueueName }, call) => ({ QueueUrl: String(queueAt(call, QueueName).url) }),
});

const SEND_MESSAGE = operation(SendMessageCommand, {
  asks: ({ QueueUrl }, call) => asks(call, "SendMessage", QueueUrl, ["GenerateDataKey", "Decrypt"]),
  handle({ QueueUrl, MessageBody = "", DelaySeconds = 0 }, call) {
    const { name } = queueAt(call, QueueUrl);
    const messageId = randomUUID();
    MESSAGES.put(call.account.cloud, messageId, {
      messageId,
      queue: String(name),
      body: MessageBody,
      sentAt: call.now.toISOString(),
      visibleAt: later(call.now, DelaySeconds),
      receiptHandle: "",
      receiveCount: 0,
    });
    return { MessageId: messageId, MD5OfMessageBody: md5(MessageBody) };
  },
});

const RECEIVE_MESSAGE = operation(ReceiveMessageCommand, {
  asks: ({ QueueUrl }, call) => asks(call, "ReceiveMessage", QueueUrl, ["Decrypt"]),
  handle({ QueueUrl, MaxNumberOfMessages = 1, VisibilityTimeout }, call) {
    const queue = queueAt(call, QueueUrl);
    const timeout = VisibilityTimeout ?? Number(queue.visibilityTimeoutSeconds ?? 30);
    const visible = messagesOf(call.account, String(queue.name)).filter(
      ({ visibleAt }) => new Date(visibleAt) <= call.now,
    );
    const received = visible.slice(0, MaxNumberOfMessages).map(({ messageId, receiveCount }) =>
      MESSAGES.patch(call.account.cloud, messageId, {
        receiptHandle: randomUUID(),
        receiveCount: receiveCount + 1,
        visibleAt: later(call.now, timeout),
      }),
    );
    return {
      Messages: received.map(({ messageId, receiptHandle, body, receiveCount }) => ({
        MessageId: messageId,
        ReceiptHandle: receiptHandle,
        Body: body,
        MD5OfBody: md5(body),
        Attributes: { ApproximateReceiveCount: String(receiveCount) },
      })),
    };
  },
});

const DELETE_MESSAGE = operation(DeleteMessageCommand, {
  asks: ({ QueueUrl }, call) => asks(call, "DeleteMessage", QueueUrl),
  handle({ QueueUrl, ReceiptHandle }, call) {
    const messages = messagesOf(call.account, String(queueAt(call, QueueUrl).name));
    const found = messages.find(({ receiptHandle }) => receiptHandle === ReceiptHandle);
    if (found) MESSAGES.remove(call.account.cloud, found.messageId);
    return {};
  },
});

/** Attributes that are served here, by the property of the record that has each. */
const SETTABLE: Readonly<Record<string, string>> = {
  DelaySeconds: "delaySeconds",
  MessageRetentionPeriod: "messageRetentionSeconds",
  ReceiveMessageWaitTimeSeconds: "receiveWaitTimeSeconds",
  VisibilityTimeout: "visibilityTimeoutSeconds",
};

const SET_QUEUE_ATTRIBUTES = operation(SetQueueAttributesCommand, {
  asks: ({ QueueUrl }, call) => asks(call, "SetQueueAttributes", QueueUrl),
  handle({ QueueUrl, Attributes = {} }, call) {
    const change = Object.entries(Attributes).map(([name, value]) => {
      const property = SETTABLE[name];
      if (property) return [property, Number(value)];
      throw new ServiceError("InvalidAttributeName", `Unknown Attribute ${name}.`);
    });
    const { url } = queueAt(call, QueueUrl);
    call.account.cloud.patch({ type: QUEUE, key: String(url) }, (state) => ({
      ...state,
      ...Object.fromEntries(change),
    }));
    return {};
  },
});

/** Moves at once what is visible: as many messages a second as there are. */
const START_MESSAGE_MOVE_TASK = operation(StartMessageMoveTaskCommand, {
  asks: ({ SourceArn }, call) => [
    // Amazon SQS developer guide, "Configuring queue permissions for dead-letter queue redrive".
    ...["StartMessageMoveTask", "ReceiveMessage", "DeleteMessage", "GetQueueAttributes"].flatMap(
      (action) => asks(call, action, SourceArn, ["Decrypt"]),
    ),
    ...sourcesOf(call, SourceArn).flatMap((name) =>
      asks(call, "SendMessage", name, ["GenerateDataKey", "Decrypt"]),
    ),
  ],
  handle({ SourceArn }, call) {
    const { name } = queueAt(call, SourceArn);
    const [queue, ...others] = sourcesOf(call, SourceArn);
    if (queue === undefined || others.length > 0) {
      const message = "Source queue must be configured as a Dead Letter Queue.";
      throw new ServiceError("InvalidParameterValue", message);
    }
    for (const { messageId, visibleAt } of messagesOf(call.account, String(name))) {
      if (new Date(visibleAt) > call.now) continue;
      MESSAGES.patch(call.account.cloud, messageId, { queue, receiveCount: 0 });
    }
    return { TaskHandle: randomUUID() };
  },
});

/** Simple Queue Service. */
export const SQS = service(new SQSClient({ region: "us-east-1" }), [
  DELETE_MESSAGE,
  GET_QUEUE_ATTRIBUTES,
  GET_QUEUE_URL,
  RECEIVE_MESSAGE,
  SEND_MESSAGE,
  SET_QUEUE_ATTRIBUTES,
  START_MESSAGE_MOVE_TASK,
]);

function asks(call: Call, action: string, queue: unknown, onKey: readonly string[] = []): Ask[] {
  const keyArn = findBy(call.account, QUEUE, "name", nameIn(queue))?.state.kmsMasterKeyId;
  return [
    { action: `sqs:${action}`, resource: arnOf(call, "sqs", nameIn(queue)) },
    ...keyAsks(call, { keyArn, actions: onKey, service: "sqs" }),
  ];
}

function queueAt({ account }: Call, urlOrName: unknown): Properties {
  const found = findBy(account, QUEUE, "name", nameIn(urlOrName));
  if (found) return found.state;
  const message = "The specified queue does not exist.";
  throw new ServiceError("AWS.SimpleQueueService.NonExistentQueue", message);
}

/** Names of the queues whose messages end in a dead-letter queue: the program makes the redrive policy by itself. */
function sourcesOf({ account }: Call, deadLetterArn: unknown): string[] {
  return account.cloud
    .list("aws:sqs/redrivePolicy:RedrivePolicy")
    .filter(({ state }) => {
      const policy = JSON.parse(String(state.redrivePolicy));
      return policy.deadLetterTargetArn === deadLetterArn;
    })
    .map(({ state }) => nameIn(state.queueUrl));
}

function attributesOf({ account, now }: Call, queue: Properties) {
  const name = String(queue.name);
  const messages = messagesOf(account, name);
  const waiting = messages.filter(({ visibleAt }) => new Date(visibleAt) <= now).length;
  const attributes: Partial<Record<QueueAttributeName, string>> = {
    ApproximateNumberOfMessages: String(waiting),
    ApproximateNumberOfMessagesNotVisible: String(inFlight(account, name, now)),
    ApproximateNumberOfMessagesDelayed: "0",
    QueueArn: String(queue.arn),
    VisibilityTimeout: String(queue.visibilityTimeoutSeconds ?? 30),
    MessageRetentionPeriod: String(queue.messageRetentionSeconds ?? 345_600),
  };
  return attributes;
}

function md5(text: string): string {
  return createHash("md5").update(text).digest("hex");
}
