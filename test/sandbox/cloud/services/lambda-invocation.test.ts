import { describeValidation } from "../validation";

describeValidation("what invokes functions", [
  [
    "aws:lambda/alias:Alias",
    {
      name: "live",
      functionName: "f",
      functionVersion: "1",
      routingConfig: { additionalVersionWeights: { "2": 0.1 } },
    },
    [
      [{ functionVersion: undefined }, "functionVersion is missing: expected a value"],
      [{ name: "12" }, 'name is "12": expected letters, digits, _ and -, not digits alone'],
      [
        { functionVersion: "$LATEST" },
        'functionVersion is "$LATEST": expected a numbered version, as traffic is shared',
      ],
      [
        { routingConfig: { additionalVersionWeights: { "2": 10 } } },
        "routingConfig.additionalVersionWeights.2 is 10: expected from 0 to 1",
      ],
      [
        { routingConfig: { additionalVersionWeights: { "2": 0.1, "3": 0.1 } } },
        'routingConfig is {"2":0.1,"3":0.1}: expected one other version',
      ],
    ],
  ],
  [
    "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig",
    { functionName: "f", maximumRetryAttempts: 2, maximumEventAgeInSeconds: 60 },
    [
      [{ maximumRetryAttempts: 3 }, "maximumRetryAttempts is 3: expected from 0 to 2"],
      [
        { maximumEventAgeInSeconds: 59 },
        "maximumEventAgeInSeconds is 59: expected from 60 to 21600",
      ],
    ],
  ],
  [
    "aws:lambda/eventSourceMapping:EventSourceMapping",
    { functionName: "f", batchSize: 10, scalingConfig: { maximumConcurrency: 2 } },
    [
      [
        { batchSize: 11 },
        "maximumBatchingWindowInSeconds is missing: expected at least 1, as batchSize is above 10",
      ],
      [
        { scalingConfig: { maximumConcurrency: 1 } },
        "scalingConfig.maximumConcurrency is 1: expected from 2 to 1000",
      ],
    ],
  ],
]);
