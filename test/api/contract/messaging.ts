import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
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
import { type Contract, errorOf } from "./contract";

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
    const sent = await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "hello" }));
    const before = await depth();
    const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
    const received = Messages?.map(({ Body, MD5OfBody }) => [Body, MD5OfBody]);
    const during = await depth();
    const ReceiptHandle = Messages?.[0]?.ReceiptHandle;
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    return {
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

export const MESSAGING = [QUEUE, PARAMETERS, EVENTS, IDENTITY];
