import { parsed, policyDocument } from "./document";
import { between, isGiven, type Judged, oneOf, type Rules, required } from "./rule";

/** SNS and SQS. Source of each: its Create* or Set* operation. */
export const MESSAGING: Rules = {
  "aws:sns/topicPolicy:TopicPolicy": [
    required("arn", "policy"),
    policyDocument("policy", { max: 30_720, principal: true }),
  ],
  "aws:sns/topicSubscription:TopicSubscription": [
    required("topic", "protocol", "endpoint"),
    oneOf(
      "protocol",
      ...[
        "sqs",
        "sms",
        "lambda",
        "firehose",
        "application",
        "email",
        "email-json",
        "http",
        "https",
      ],
    ),
  ],
  "aws:sqs/queue:Queue": [
    between("visibilityTimeoutSeconds", 0, 43_200),
    between("messageRetentionSeconds", 60, 1_209_600),
    between("delaySeconds", 0, 900),
    between("receiveWaitTimeSeconds", 0, 20),
    between("maxMessageSize", 1024, 1_048_576),
    between("kmsDataKeyReusePeriodSeconds", 60, 86_400),
    redrive,
    redriveAllow,
    ({ inputs: { fifoQueue, name }, refuse }) => {
      if (typeof name === "string" && name.endsWith(".fifo") !== (fifoQueue === true)) {
        refuse("name", name, 'a name that ends with ".fifo" if and only if fifoQueue is true');
      }
    },
    ({ inputs: { kmsMasterKeyId, sqsManagedSseEnabled }, refuse }) => {
      if (sqsManagedSseEnabled === true && isGiven(kmsMasterKeyId)) {
        refuse("kmsMasterKeyId", kmsMasterKeyId, "no key, as sqsManagedSseEnabled is true");
      }
    },
  ],
  "aws:sqs/queuePolicy:QueuePolicy": [
    required("queueUrl", "policy"),
    policyDocument("policy", { max: 8192, principal: true }),
  ],
  "aws:sqs/redrivePolicy:RedrivePolicy": [required("queueUrl", "redrivePolicy"), redrive],
  "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy": [
    required("queueUrl", "redriveAllowPolicy"),
    redriveAllow,
  ],
};

function redrive({ inputs: { redrivePolicy }, refuse }: Judged): void {
  const policy = parsed(redrivePolicy);
  if (policy === undefined) return;
  if (policy === "broken") {
    refuse("redrivePolicy", redrivePolicy, "JSON");
    return;
  }
  const { deadLetterTargetArn, maxReceiveCount } = policy;
  const count = Number(maxReceiveCount);
  if (!isGiven(deadLetterTargetArn)) refuse("redrivePolicy", policy, "a deadLetterTargetArn");
  if (isGiven(maxReceiveCount) && !(count >= 1 && count <= 1000)) {
    refuse("redrivePolicy", policy, "a maxReceiveCount from 1 to 1000");
  }
}

function redriveAllow({ inputs: { redriveAllowPolicy }, refuse }: Judged): void {
  const field = "redriveAllowPolicy";
  const policy = parsed(redriveAllowPolicy);
  if (policy === undefined) return;
  if (policy === "broken") {
    refuse(field, redriveAllowPolicy, "JSON");
    return;
  }
  const { redrivePermission, sourceQueueArns } = policy;
  if (!["allowAll", "byQueue", "denyAll"].includes(String(redrivePermission))) {
    refuse(field, policy, "a redrivePermission: allowAll, byQueue or denyAll");
  }
  const queues = Array.isArray(sourceQueueArns) ? sourceQueueArns.length : 0;
  if (redrivePermission === "byQueue" && (queues < 1 || queues > 10)) {
    refuse(field, policy, "1 to 10 sourceQueueArns, as it is by queue");
  }
  if (redrivePermission !== "byQueue" && isGiven(sourceQueueArns)) {
    refuse(field, policy, "no sourceQueueArns, as it is not by queue");
  }
}
