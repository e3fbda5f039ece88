import { describeValidation } from "../validation";

describeValidation("logs", [
  [
    "aws:cloudwatch/logGroup:LogGroup",
    { name: "/nc/dev/a/logs/b", retentionInDays: 30 },
    [
      [
        { retentionInDays: 31 },
        "retentionInDays is 31: expected one of 0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, " +
          "400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653",
      ],
    ],
  ],
  [
    "aws:cloudwatch/logResourcePolicy:LogResourcePolicy",
    { resourceArn: "arn" },
    [
      [
        { policyName: "p" },
        'resourceArn is ["policyName","resourceArn"]: expected exactly one of policyName, resourceArn',
      ],
    ],
  ],
]);
