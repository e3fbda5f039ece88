import { expect } from "chai";
import { createResource } from "../../../../sandbox/cloud/account";
import { memoryCloud } from "../../../../sandbox/cloud/memory";
import { MOCK_LOCATION } from "../../../support/record";
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

describe("the stage $default of an HTTP API", () => {
  it("is one of each API, and of one API there is no second", () => {
    const cloud = memoryCloud([]);
    const type = "aws:apigatewayv2/stage:Stage";
    const create = (name: string, apiId: string) => {
      const urn = `urn:pulumi:dev::nc-platform::${type}::${name}`;
      const inputs = { apiId, name: "$default" };
      return createResource(cloud, { urn, type, name, inputs }, MOCK_LOCATION).id;
    };
    expect([create("one", "a"), create("other", "b")]).to.deep.equal(["$default", "$default"]);
    expect(cloud.list(type)).to.have.length(2);
    expect(() => create("third", "a")).to.throw("$default already exists");
  });
});
