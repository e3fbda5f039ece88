import { parsed, policyDocument } from "./document";
import { between, isGiven, type Judged, oneOf, part, type Rules, required } from "./rule";

/** SNS, SQS and EventBridge Scheduler. Source of each: its Create* or Set* operation. */
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
  "aws:cloudwatch/eventRule:EventRule": [
    oneOf("state", "ENABLED", "DISABLED", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"),
    ({ inputs: { eventPattern, scheduleExpression }, refuse }) => {
      if (!isGiven(eventPattern) && !isGiven(scheduleExpression)) {
        refuse("eventPattern", eventPattern, "a pattern, or a scheduleExpression");
      }
      if (parsed(eventPattern) === "broken") refuse("eventPattern", eventPattern, "JSON");
      if (typeof eventPattern === "string" && eventPattern.length > 4096) {
        refuse("eventPattern", `${eventPattern.length} characters`, "at most 4096");
      }
    },
  ],
  "aws:cloudwatch/eventTarget:EventTarget": [required("arn", "rule")],
  "aws:scheduler/schedule:Schedule": [
    required("scheduleExpression", "flexibleTimeWindow", "target"),
    oneOf("state", "ENABLED", "DISABLED"),
    flexibleWindow,
    ({ inputs: { target }, refuse }) => {
      const { arn, roleArn } = part(target) ?? { arn: "unknown", roleArn: "unknown" };
      if (!isGiven(arn)) refuse("target.arn", arn, "an ARN");
      if (!isGiven(roleArn)) refuse("target.roleArn", roleArn, "a role's ARN");
    },
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

function flexibleWindow({ inputs: { flexibleTimeWindow }, refuse }: Judged): void {
  const window = part(flexibleTimeWindow);
  if (!window) return;
  const { mode, maximumWindowInMinutes: minutes } = window;
  if (mode === "OFF" && isGiven(minutes)) {
    refuse("flexibleTimeWindow", window, "no maximumWindowInMinutes, as mode is OFF");
  }
  if (mode === "FLEXIBLE" && !(Number(minutes) >= 1 && Number(minutes) <= 1440)) {
    refuse("flexibleTimeWindow", window, "maximumWindowInMinutes from 1 to 1440");
  }
}
