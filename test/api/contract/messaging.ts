import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import {
  CreateTopicCommand,
  ListSubscriptionsByTopicCommand,
  SNSClient,
  SubscribeCommand,
} from "@aws-sdk/client-sns";
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import {
  GetParameterCommand,
  GetParametersByPathCommand,
  GetParametersCommand,
  PutParameterCommand,
  SSMClient,
} from "@aws-sdk/client-ssm";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { add } from "./add";
import { type Contract, errorOf, MOTO_ACCOUNT, REGION } from "./contract";

const QUEUE: Contract = {
  title: "SQS: messages sent, received and deleted",
  inMoto: (config) =>
    new SQSClient(config).send(
      new CreateQueueCommand({ QueueName: "queue", Attributes: { VisibilityTimeout: "600" } }),
    ),
  inRecord: (cloud) =>
    add(cloud, "aws:sqs/queue:Queue", { name: "queue", visibilityTimeoutSeconds: 600 }),
  async calls(config) {
    const sqs = new SQSClient(config);
    const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: "queue" }));
    const depth = async () => {
      const get = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["All"] });
      const { Attributes = {} } = await sqs.send(get);
      const { ApproximateNumberOfMessages, ApproximateNumberOfMessagesNotVisible } = Attributes;
      return [ApproximateNumberOfMessages, ApproximateNumberOfMessagesNotVisible];
    };
    const Attributes = { VisibilityTimeout: "700" };
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes }));
    const all = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["All"] });
    const changed = (await sqs.send(all)).Attributes?.VisibilityTimeout;
    const sent = await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "hello" }));
    const before = await depth();
    const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
    const received = Messages?.map(({ Body, MD5OfBody }) => [Body, MD5OfBody]);
    const during = await depth();
    const ReceiptHandle = Messages?.[0]?.ReceiptHandle;
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    return {
      changed,
      md5: sent.MD5OfMessageBody,
      received,
      depths: [before, during, await depth()],
      missing: await errorOf(sqs.send(new GetQueueUrlCommand({ QueueName: "none" }))),
    };
  },
};

const PARAMETERS: Contract = {
  title: "SSM: parameters written, read by name and by path",
  inMoto: async () => {},
  inRecord: () => {},
  async calls(config) {
    const ssm = new SSMClient(config);
    const put = (Name: string, Value: string, Overwrite = false) =>
      ssm.send(new PutParameterCommand({ Name, Value, Type: "String", Overwrite }));
    const first = await put("/nc/dev/shop/config/a", "1");
    const again = await errorOf(put("/nc/dev/shop/config/a", "2"));
    const second = await put("/nc/dev/shop/config/a", "2", true);
    await put("/nc/dev/shop/config/deep/b", "3");
    const get = new GetParameterCommand({ Name: "/nc/dev/shop/config/a" });
    const { Parameter } = await ssm.send(get);
    const byPath = async (Recursive: boolean) => {
      const command = new GetParametersByPathCommand({ Path: "/nc/dev/shop/config", Recursive });
      const { Parameters = [] } = await ssm.send(command);
      return Parameters.map(({ Name, Value }) => [Name, Value]).sort();
    };
    const several = new GetParametersCommand({ Names: ["/nc/dev/shop/config/a", "/none"] });
    const { Parameters, InvalidParameters } = await ssm.send(several);
    return {
      versions: [first.Version, second.Version],
      again,
      read: [Parameter?.Value, Parameter?.Type, Parameter?.Version, Parameter?.ARN],
      paths: [await byPath(false), await byPath(true)],
      several: [Parameters?.map(({ Name }) => Name), InvalidParameters],
      missing: await errorOf(ssm.send(new GetParameterCommand({ Name: "/none" }))),
    };
  },
};

const EVENTS: Contract = {
  title: "EventBridge: events put, each with an id",
  inMoto: async () => {},
  inRecord: () => {},
  async calls(config) {
    const Entries = [{ Source: "nc", DetailType: "Shift", Detail: "{}" }];
    const answer = await new EventBridgeClient(config).send(new PutEventsCommand({ Entries }));
    const isId = /^[0-9a-f-]{36}$/.test(answer.Entries?.[0]?.EventId ?? "");
    return [answer.FailedEntryCount, answer.Entries?.length, isId];
  },
};

const IDENTITY: Contract = {
  title: "STS: the account of the caller",
  inMoto: async () => {},
  inRecord: () => {},
  calls: async (config) =>
    (await new STSClient(config).send(new GetCallerIdentityCommand({}))).Account,
};

const TOPIC_ARN = `arn:aws:sns:${REGION}:${MOTO_ACCOUNT}:pages`;
const OWN_QUEUE = `arn:aws:sqs:${REGION}:${MOTO_ACCOUNT}:pages`;

const TOPIC: Contract = {
  title: "SNS: who is subscribed",
  async inMoto(config) {
    const sns = new SNSClient(config);
    await sns.send(new CreateTopicCommand({ Name: "pages" }));
    await new SQSClient(config).send(new CreateQueueCommand({ QueueName: "pages" }));
    const subscription = { TopicArn: TOPIC_ARN, Protocol: "sqs", Endpoint: OWN_QUEUE };
    await sns.send(new SubscribeCommand(subscription));
  },
  inRecord(cloud) {
    const topic = add(cloud, "aws:sns/topic:Topic", { name: "pages" }).state.arn;
    add(cloud, "aws:sqs/queue:Queue", { name: "pages" });
    add(cloud, "aws:sns/topicSubscription:TopicSubscription", {
      topic,
      protocol: "sqs",
      endpoint: OWN_QUEUE,
    });
  },
  async calls(config) {
    const sns = new SNSClient(config);
    const list = (TopicArn: string) => sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
    const { Subscriptions } = await list(TOPIC_ARN);
    return {
      subscriptions: Subscriptions?.map(({ Protocol, Endpoint, Owner, SubscriptionArn = "" }) => [
        ...[Protocol, Endpoint, Owner],
        SubscriptionArn.startsWith(`${TOPIC_ARN}:`),
      ]),
      missing: await errorOf(list(`${TOPIC_ARN}-none`)),
    };
  },
};

export const MESSAGING = [QUEUE, PARAMETERS, EVENTS, IDENTITY, TOPIC];
