import { describeValidation } from "../validation";

describeValidation("HTTP APIs", [
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
]);
