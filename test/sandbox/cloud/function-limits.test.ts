import { type Refusals, refuses } from "../../support/refusals";

const ROLE = "arn:aws:iam::111111111111:role/nc-api-dev-function";

const CASES: readonly Refusals[] = [
  [
    "aws:lambda/function:Function",
    {
      name: "nc-api-dev-function",
      role: ROLE,
      runtime: "nodejs22.x",
      handler: "a.b",
      s3Bucket: "b",
      s3Key: "k",
      s3ObjectVersion: "v",
      packageType: "Zip",
      environment: { variables: { NC_SERVICE: "api" } },
      vpcConfig: { subnetIds: ["s"], securityGroupIds: ["g"] },
      loggingConfig: { logFormat: "JSON", applicationLogLevel: "TRACE" },
    },
    [
      [{ role: undefined }, "role is missing: expected a value"],
      [{ memorySize: 64 }, "memorySize is 64: expected from 128 to 10240"],
      [{ timeout: 901 }, "timeout is 901: expected from 1 to 900"],
      [
        { reservedConcurrentExecutions: 1001 },
        "reservedConcurrentExecutions is 1001: expected from -1 to 1000",
      ],
      [{ handler: undefined }, "handler is missing: expected a value, as it ships as a zip"],
      [{ code: {} }, 'code is ["code","s3Bucket"]: expected exactly one of code, s3Bucket'],
      [{ s3Key: undefined }, "s3Key is missing: expected a key if and only if s3Bucket is given"],
      [
        { environment: { variables: { AWS_REGION: "x" } } },
        'environment.variables.AWS_REGION is "AWS_REGION": expected a name of letters, digits and ' +
          "_, not Lambda's own",
      ],
      [
        { environment: { variables: { A1: "x".repeat(4095) } } },
        'environment.variables is "4097 bytes": expected at most 4096',
      ],
      [
        { vpcConfig: { subnetIds: ["s"] } },
        'vpcConfig is {"subnetIds":["s"]}: expected subnetIds and securityGroupIds, both or neither',
      ],
      [
        { loggingConfig: { logFormat: "Text", systemLogLevel: "INFO" } },
        'loggingConfig is {"logFormat":"Text","systemLogLevel":"INFO"}: ' +
          "expected no levels, as logFormat is Text",
      ],
    ],
  ],
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
  [
    "aws:codedeploy/deploymentConfig:DeploymentConfig",
    {
      computePlatform: "Lambda",
      trafficRoutingConfig: {
        type: "TimeBasedCanary",
        timeBasedCanary: { percentage: 10, interval: 5 },
      },
    },
    [
      [
        { computePlatform: "lambda" },
        'computePlatform is "lambda": expected one of "ECS", "Lambda", "Server"',
      ],
      [{ trafficRoutingConfig: undefined }, "trafficRoutingConfig is missing: expected a value"],
      [
        { trafficRoutingConfig: { type: "TimeBasedLinear" } },
        "trafficRoutingConfig.timeBasedLinear is missing: expected a value, as type is TimeBasedLinear",
      ],
      [
        {
          trafficRoutingConfig: {
            type: "TimeBasedCanary",
            timeBasedCanary: { percentage: 100, interval: 5 },
          },
        },
        "trafficRoutingConfig.timeBasedCanary.percentage is 100: expected from 1 to 99",
      ],
      [
        { minimumHealthyHosts: { type: "HOST_COUNT", value: 1 } },
        'minimumHealthyHosts is {"type":"HOST_COUNT","value":1}: expected none, as there are no hosts',
      ],
    ],
  ],
  [
    "aws:codedeploy/deploymentGroup:DeploymentGroup",
    {
      appName: "a",
      deploymentGroupName: "a",
      serviceRoleArn: ROLE,
      autoRollbackConfiguration: { enabled: true, events: ["DEPLOYMENT_FAILURE"] },
    },
    [
      [
        { autoRollbackConfiguration: { events: ["ALARM"] } },
        'autoRollbackConfiguration.events is "ALARM": expected one of DEPLOYMENT_FAILURE, ' +
          "DEPLOYMENT_STOP_ON_ALARM, DEPLOYMENT_STOP_ON_REQUEST",
      ],
    ],
  ],
  [
    "aws:apigatewayv2/integration:Integration",
    {
      apiId: "a",
      integrationType: "AWS_PROXY",
      integrationUri: "arn",
      payloadFormatVersion: "2.0",
    },
    [
      [{ integrationUri: undefined }, "integrationUri is missing: expected what it invokes"],
      [{ payloadFormatVersion: undefined }, "payloadFormatVersion is missing: expected 1.0 or 2.0"],
      [{ timeoutMilliseconds: 30_001 }, "timeoutMilliseconds is 30001: expected from 50 to 30000"],
    ],
  ],
  [
    "aws:apigatewayv2/route:Route",
    {
      apiId: "a",
      routeKey: "ANY /v1/{proxy+}",
      target: "integrations/i",
      authorizationType: "AWS_IAM",
    },
    [
      [{ routeKey: "/v1" }, 'routeKey is "/v1": expected a method and a path, or "$default"'],
      [{ target: "i" }, 'target is "i": expected "integrations/" and the id of an integration'],
      [
        { authorizationType: "IAM" },
        'authorizationType is "IAM": expected one of "NONE", "AWS_IAM", "CUSTOM", "JWT"',
      ],
    ],
  ],
  [
    "aws:apigatewayv2/stage:Stage",
    { apiId: "a", name: "$default", accessLogSettings: { destinationArn: "arn", format: "{}" } },
    [
      [{ name: "$live" }, 'name is "$live": expected a name that matches /^(\\$default|[\\w-]+)$/'],
      [
        { accessLogSettings: { destinationArn: "arn" } },
        "accessLogSettings.format is missing: expected a value",
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
];

refuses("functions and their deliveries", CASES);
