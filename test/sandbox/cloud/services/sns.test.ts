import { describeValidation } from "../validation";

describeValidation("SNS", [
  [
    "aws:sns/topicSubscription:TopicSubscription",
    { topic: "arn:topic", protocol: "https", endpoint: "https://example.com" },
    [
      [{ endpoint: undefined }, "endpoint is missing: expected a value"],
      [
        { protocol: "pager" },
        'protocol is "pager": expected one of "sqs", "sms", "lambda", "firehose", "application", ' +
          '"email", "email-json", "http", "https"',
      ],
    ],
  ],
]);
