import { idOf } from "../identifiers";
import { policyDocument } from "../policy-document";
import type { ResourceTypes } from "../resource-type";
import { between, required, type Validation } from "../validators";
import { isGiven, parseObject } from "../values";

/** SQS. Source of each limit: CreateQueue, SetQueueAttributes. */
export const SQS: ResourceTypes = {
  "aws:sqs/queue:Queue": {
    outputs: ({ account, arn, region, text }) => {
      const url = `https://sqs.${region}.amazonaws.com/${account}/${text("name")}`;
      return { id: url, name: text("name"), url, arn: arn("sqs", text("name")) };
    },
    validate: [
      between("visibilityTimeoutSeconds", 0, 43_200),
      between("messageRetentionSeconds", 60, 1_209_600),
      between("delaySeconds", 0, 900),
      between("receiveWaitTimeSeconds", 0, 20),
      between("maxMessageSize", 1024, 1_048_576),
      between("kmsDataKeyReusePeriodSeconds", 60, 86_400),
      checkRedrivePolicy,
      checkRedriveAllowPolicy,
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
    immutable: ["fifoQueue"],
  },
  "aws:sqs/queuePolicy:QueuePolicy": {
    outputs: idOf("queueUrl"),
    validate: [
      required("queueUrl", "policy"),
      policyDocument("policy", { max: 8192, principal: true }),
    ],
    immutable: ["queueUrl"],
  },
  "aws:sqs/redrivePolicy:RedrivePolicy": {
    outputs: idOf("queueUrl"),
    validate: [required("queueUrl", "redrivePolicy"), checkRedrivePolicy],
    immutable: ["queueUrl"],
  },
  "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy": {
    outputs: idOf("queueUrl"),
    validate: [required("queueUrl", "redriveAllowPolicy"), checkRedriveAllowPolicy],
    immutable: ["queueUrl"],
  },
};

function checkRedrivePolicy({ inputs: { redrivePolicy }, refuse }: Validation): void {
  const policy = parseObject(redrivePolicy);
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

function checkRedriveAllowPolicy({ inputs: { redriveAllowPolicy }, refuse }: Validation): void {
  const field = "redriveAllowPolicy";
  const policy = parseObject(redriveAllowPolicy);
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
