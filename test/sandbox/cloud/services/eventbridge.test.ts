import { describeValidation } from "../validation";

describeValidation("event rules", [
  [
    "aws:cloudwatch/eventRule:EventRule",
    { name: "nc-job-dev-runs-failed", eventPattern: '{"source":["aws.ecs"]}', state: "ENABLED" },
    [
      [
        { eventPattern: undefined },
        "eventPattern is missing: expected a pattern, or a scheduleExpression",
      ],
      [{ eventPattern: "{" }, 'eventPattern is "{": expected JSON'],
      [
        { eventPattern: JSON.stringify({ source: ["a".repeat(4100)] }) },
        'eventPattern is "4115 characters": expected at most 4096',
      ],
    ],
  ],
  [
    "aws:cloudwatch/eventTarget:EventTarget",
    { rule: "nc-job-dev-runs-failed", arn: "arn", targetId: "alerts" },
    [
      [{ arn: undefined }, "arn is missing: expected a value"],
      [{ targetId: "a b" }, 'targetId is "a b": expected letters, digits, dots, _ and -'],
    ],
  ],
]);
