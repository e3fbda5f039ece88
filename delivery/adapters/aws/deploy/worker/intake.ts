import type { ReleaseContractOf } from "../../../../../infra/release/contract";
import type { Target } from "../target";

/** A worker, with the switch of its intake (docs/decisions/0016). */
export type WorkerTarget = Target<ReleaseContractOf<"worker">>;

/** Sets whether a worker takes messages, with all that the program gave the switch; nothing where it is so. */
export async function setIntake(
  { clients, contract }: WorkerTarget,
  value: "open" | "drained",
): Promise<void> {
  const { name, description, type, keyId, tier, allowedPattern } = contract.intake;
  const ssm = await clients.ssm();
  const { Parameter } = await ssm.getParameter({ Name: name, WithDecryption: true });
  if (Parameter?.Value === value) return;
  await ssm.putParameter({
    Name: name,
    Value: value,
    Description: description,
    Type: type,
    KeyId: keyId,
    Tier: tier,
    AllowedPattern: allowedPattern,
    Overwrite: true,
  });
}

/** How many messages are being worked on. */
export async function messagesInFlight({ clients, contract }: WorkerTarget): Promise<number> {
  const sqs = await clients.sqs();
  const { Attributes } = await sqs.getQueueAttributes({
    QueueUrl: contract.queueUrl,
    AttributeNames: ["ApproximateNumberOfMessagesNotVisible"],
  });
  const count = Attributes?.ApproximateNumberOfMessagesNotVisible;
  if (count === undefined)
    throw new Error(`SQS does not count the messages of ${contract.queueUrl}`);
  return Number(count);
}
