import { describeValidation } from "../validation";

const replicas = (...regions: (string | undefined)[]) => ({
  replicas: regions.map((region) => ({ region })),
});

describeValidation("secrets", [
  [
    "aws:secretsmanager/secret:Secret",
    { name: "/nc/dev/a/secret/b", recoveryWindowInDays: 30, ...replicas("us-east-1", "us-west-2") },
    [
      [
        replicas("us-east-1", "us-east-1"),
        'replicas[1].region is "us-east-1": expected a region that no other copy is in',
      ],
      [
        replicas(undefined),
        "replicas[0].region is missing: expected a region that no other copy is in",
      ],
      [{ recoveryWindowInDays: 6 }, "recoveryWindowInDays is 6: expected 0, or from 7 to 30"],
    ],
  ],
  [
    "aws:secretsmanager/secretRotation:SecretRotation",
    {
      secretId: "s",
      rotationRules: { automaticallyAfterDays: 30 },
      rotationLambdaArn: "arn:aws:lambda:ca-central-1:111111111111:function:nc-x-dev-function:live",
    },
    [
      [
        { rotationLambdaArn: "f" },
        'rotationLambdaArn is "f": expected the ARN of a function, or of an alias of it',
      ],
      [
        { rotationRules: { automaticallyAfterDays: 1001 } },
        "rotationRules.automaticallyAfterDays is 1001: expected from 1 to 1000",
      ],
      [
        { rotationRules: { automaticallyAfterDays: 1, scheduleExpression: "rate(1 day)" } },
        'rotationRules.scheduleExpression is "rate(1 day)": expected none, as days are given',
      ],
    ],
  ],
]);
