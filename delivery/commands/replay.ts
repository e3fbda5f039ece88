import type { Message, SQS } from "@aws-sdk/client-sqs";
import { z } from "zod";
import { fullName } from "../../infra/naming/names";
import { verb } from "../cli/verb";
import { accountOf } from "./account";
import { dryRun, environment } from "./options";

/** Most messages that SQS answers at once (SQS API, ReceiveMessage). */
const BATCH = 10;

/** How long nobody else gets a message that is replayed, in seconds. */
const HELD = 120;

/** Alias by which the platform's functions are called. */
const LIVE = "live";

/** What Lambda keeps of an event that a function has failed (Lambda guide, "Retaining records of asynchronous invocations"). */
const RECORD = z.object({ requestPayload: z.unknown() });

/** `nc replay`: calls a function again with the events that it could not handle. */
export const replay = verb({
  summary: "Calls a function of the platform again with each event that it could not handle.",
  example: "nc replay open-incident --environment prod",
  input: z.strictObject({
    function: z
      .enum(["open-incident", "close-incident"])
      .meta({ description: "the function, by its folder in functions/" }),
    environment,
    dryRun,
  }),
  positional: ["function"],
  answer: z.strictObject({ replayed: z.number() }),
  waits: { for: "the queue of failed events and its function" },
  async run({ function: component, environment, dryRun: dry }, session) {
    const { clients } = accountOf(environment, session);
    const [sqs, lambda] = [await clients.sqs(), await clients.lambda()];
    const owner = { service: "platform", environment };
    const QueueName = fullName(owner, `${component}-failed-events`);
    const { QueueUrl } = await sqs.getQueueUrl({ QueueName });
    if (dry) {
      const waiting = await waitingIn(sqs, QueueUrl);
      const line = `${waiting} event(s) of ${component} wait in ${environment}: nothing was replayed`;
      return { result: "pass", answer: { replayed: 0 }, lines: [line] };
    }
    let replayed = 0;
    for (;;) {
      const messages = await receive(sqs, QueueUrl);
      if (messages.length === 0) break;
      for (const { Body = "", ReceiptHandle } of messages) {
        // Lambda has the event before the queue forgets it: killed in between, it is replayed twice, and handled once.
        await lambda.invoke({
          FunctionName: fullName(owner, component),
          Qualifier: LIVE,
          InvocationType: "Event",
          Payload: Buffer.from(JSON.stringify(eventOf(Body))),
        });
        await sqs.deleteMessage({ QueueUrl, ReceiptHandle });
        replayed += 1;
      }
    }
    const line = `${replayed} event(s) of ${component} were replayed in ${environment}`;
    return { result: "pass", answer: { replayed }, lines: [line] };
  },
});

async function waitingIn(sqs: SQS, QueueUrl: string | undefined): Promise<number> {
  const name = "ApproximateNumberOfMessages";
  const { Attributes } = await sqs.getQueueAttributes({ QueueUrl, AttributeNames: [name] });
  return Number(Attributes?.[name] ?? 0);
}

async function receive(sqs: SQS, QueueUrl: string | undefined): Promise<readonly Message[]> {
  const given = { QueueUrl, MaxNumberOfMessages: BATCH, VisibilityTimeout: HELD };
  const { Messages = [] } = await sqs.receiveMessage(given);
  return Messages;
}

/** The event that a message keeps: in Lambda's record of it, or as EventBridge kept it. */
function eventOf(body: string): unknown {
  const message: unknown = JSON.parse(body);
  const record = RECORD.safeParse(message);
  const kept = record.success ? record.data.requestPayload : undefined;
  return kept === undefined ? message : kept;
}
