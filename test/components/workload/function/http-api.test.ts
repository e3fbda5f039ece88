import * as aws from "@pulumi/aws";
import { expect } from "chai";
import { HttpApi } from "../../../../components/workload/function/http-api";
import { servedFunction } from "../../../../components/workload/function/served-function";
import { shapeOf } from "../../../../infra/catalog/workload";
import { only, type RecordedResource, record } from "../../../support/record";
import { apiAdapter, contextOfAdapter } from "./api-adapter";

const context = contextOfAdapter("stg");
const LAMBDA = "arn:aws:lambda:ca-central-1:111111111111:function:nc-api-adapter-stg-function";

async function made(changes: object = {}): Promise<RecordedResource[]> {
  return record(() => {
    const alias = new aws.lambda.Alias("live", {
      name: "live",
      functionName: "nc-api-adapter-stg-function",
      functionVersion: "1",
    });
    const workload = apiAdapter(changes);
    const served = servedFunction(workload, [shapeOf(workload)]);
    new HttpApi("api", { context, workload: served, alias, logsKeyArn: "arn:logs" });
  });
}

const apiOf = (all: readonly RecordedResource[]) =>
  String(only(all, "aws:apigatewayv2/stage:Stage").inputs.apiId);

const routesOf = (all: readonly RecordedResource[]) =>
  Object.fromEntries(
    all
      .filter(({ type }) => type === "aws:apigatewayv2/route:Route")
      .map(({ name, inputs }) => [name, inputs.routeKey] as const),
  );

describe("HttpApi", () => {
  it("[§7.2] is an HTTP API that invokes the alias, never the function itself", async () => {
    const all = await made();

    expect(only(all, "aws:apigatewayv2/api:Api").inputs).to.deep.equal({
      name: "nc-api-adapter-stg-api",
      description: "Front door of api-adapter",
      protocolType: "HTTP",
      tags: context.tags("api"),
    });
    expect(only(all, "aws:apigatewayv2/integration:Integration").inputs).to.deep.equal({
      apiId: apiOf(all),
      integrationType: "AWS_PROXY",
      integrationMethod: "POST",
      integrationUri:
        "arn:aws:apigateway:ca-central-1:lambda:path/2015-03-31/functions/" +
        `${LAMBDA}:live/invocations`,
      payloadFormatVersion: "2.0",
      timeoutMilliseconds: 10_000,
    });
    expect(only(all, "aws:lambda/permission:Permission").inputs).to.deep.equal({
      statementId: "api",
      action: "lambda:InvokeFunction",
      function: "nc-api-adapter-stg-function",
      qualifier: "live",
      principal: "apigateway.amazonaws.com",
      sourceArn: `arn:aws:execute-api:ca-central-1:111111111111:${apiOf(all)}/*/*`,
    });
  });

  it("[§13] takes its route and what the synthetic tests ask for, signed, and nothing else", async () => {
    const all = await made();

    expect(routesOf(all)).to.deep.equal({
      "api-ANY /v1/{proxy+}": "ANY /v1/{proxy+}",
      "api-GET /healthz": "GET /healthz",
      "api-GET /readyz": "GET /readyz",
      "api-GET /v1/status": "GET /v1/status",
    });
    const integration = all.find(({ type }) => type === "aws:apigatewayv2/integration:Integration");
    const { routeKey, ...inputs } = only(
      all,
      "aws:apigatewayv2/route:Route",
      "api-ANY /v1/{proxy+}",
    ).inputs;
    expect(inputs).to.deep.include({ apiId: apiOf(all), authorizationType: "AWS_IAM" });
    expect(inputs.target).to.match(/^integrations\/\w+$/);
    expect(integration).not.to.equal(undefined);
    for (const { type, inputs } of all) {
      if (type !== "aws:apigatewayv2/route:Route") continue;
      expect(inputs).to.include({ authorizationType: "AWS_IAM" });
    }
  });

  it("makes one route where two would be the same", async () => {
    const checks = { health: "/up", readiness: "/up?full=1", happyPath: { path: "/up?q=a/b" } };

    expect(routesOf(await made({ checks }))).to.deep.equal({
      "api-ANY /v1/{proxy+}": "ANY /v1/{proxy+}",
      "api-GET /up": "GET /up",
    });
  });

  for (const [concurrency, p95, burst, rate] of [
    [20, "500 ms", 20, 40],
    [1, "29 seconds", 1, 1],
    [1000, "1 ms", 1000, 10_000],
    [10, "300 ms", 10, 33],
  ] as const) {
    it(`lets in ${burst} at once and ${rate} a second: ${concurrency} concurrent executions, ${p95} each`, async () => {
      const slo = { p95, availability: 99.9 };
      const { inputs } = only(
        await made({ concurrency, slo, timeout: "30 seconds" }),
        "aws:apigatewayv2/stage:Stage",
      );

      expect(inputs.defaultRouteSettings).to.deep.equal({
        throttlingBurstLimit: burst,
        throttlingRateLimit: rate,
      });
    });
  }

  it("[§9] logs every request, encrypted, for as long as the settings say", async () => {
    const all = await made();
    const { inputs } = only(all, "aws:apigatewayv2/stage:Stage");
    const group = "arn:aws:logs:ca-central-1:111111111111:log-group:/nc/stg/api-adapter/logs/api";

    expect(only(all, "aws:cloudwatch/logGroup:LogGroup").inputs).to.deep.equal({
      name: "/nc/stg/api-adapter/logs/api",
      retentionInDays: 365,
      kmsKeyId: "arn:logs",
      deletionProtectionEnabled: true,
      tags: context.tags("api"),
    });
    expect(inputs).to.deep.include({
      name: "$default",
      autoDeploy: true,
      tags: context.tags("api"),
    });
    expect(inputs.accessLogSettings.destinationArn).to.equal(group);
    expect(JSON.parse(inputs.accessLogSettings.format)).to.deep.include({
      requestId: "$context.requestId",
      status: "$context.status",
      caller: "$context.identity.caller",
    });
  });

  it("lets the log group be written by AWS's delivery of this account alone", async () => {
    const type = "aws:cloudwatch/logResourcePolicy:LogResourcePolicy";
    const { policyDocument, ...inputs } = only(await made(), type).inputs;

    expect(inputs).to.deep.equal({
      resourceArn: "arn:aws:logs:ca-central-1:111111111111:log-group:/nc/stg/api-adapter/logs/api",
    });
    expect(JSON.parse(policyDocument).Statement).to.deep.equal([
      {
        Sid: "AccessLogs",
        Effect: "Allow",
        Principal: { Service: "delivery.logs.amazonaws.com" },
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource:
          "arn:aws:logs:ca-central-1:222222222222:log-group:/nc/stg/api-adapter/logs/api:log-stream:*",
        Condition: { StringEquals: { "aws:SourceAccount": "222222222222" } },
      },
    ]);
  });
});
