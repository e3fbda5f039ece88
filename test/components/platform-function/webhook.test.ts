import * as aws from "@pulumi/aws";
import { expect } from "chai";
import { githubWebhook } from "../../../components/platform-function/webhook";
import { contextIn } from "../../support/contexts";
import { only, type RecordedResource, record } from "../../support/record";

const context = contextIn("prod");
const FUNCTION = "nc-platform-prod-gate-deployment";
const LAMBDA = `arn:aws:lambda:ca-central-1:111111111111:function:${FUNCTION}`;

describe("the webhook of the deployment rule", () => {
  let all: RecordedResource[];
  let url: string;

  before(async () => {
    all = await record(() => {
      const alias = new aws.lambda.Alias("live", {
        name: "live",
        functionName: FUNCTION,
        functionVersion: "1",
      });
      githubWebhook("gate", { context, alias, logsKeyArn: "arn:logs" }, {}).apply((made) => {
        url = made;
      });
    });
  });

  const apiId = () => String(only(all, "aws:apigatewayv2/stage:Stage").inputs.apiId);

  it("has one route, which nobody signs in to: GitHub signs what it sends", () => {
    const { target, ...route } = only(all, "aws:apigatewayv2/route:Route").inputs;
    expect(route).to.deep.equal({
      apiId: apiId(),
      routeKey: "POST /github",
      authorizationType: "NONE",
    });
    expect(target).to.match(/^integrations\/\w+$/);
    expect(url).to.match(new RegExp(`^https://${apiId()}\\.execute-api\\..*\\.com/github$`));
    expect(only(all, "aws:apigatewayv2/api:Api").inputs).to.deep.include({
      name: "nc-platform-prod-github-webhook",
      protocolType: "HTTP",
    });
  });

  it("calls the alias, which answers within the 10 seconds that GitHub waits", () => {
    expect(only(all, "aws:apigatewayv2/integration:Integration").inputs).to.deep.equal({
      apiId: apiId(),
      integrationType: "AWS_PROXY",
      integrationMethod: "POST",
      integrationUri: `arn:aws:apigateway:ca-central-1:lambda:path/2015-03-31/functions/${LAMBDA}:live/invocations`,
      payloadFormatVersion: "2.0",
      timeoutMilliseconds: 10_000,
    });
    expect(only(all, "aws:lambda/permission:Permission").inputs).to.deep.equal({
      statementId: "github-webhook",
      action: "lambda:InvokeFunction",
      function: FUNCTION,
      qualifier: "live",
      principal: "apigateway.amazonaws.com",
      sourceArn: `arn:aws:execute-api:ca-central-1:111111111111:${apiId()}/*/*`,
    });
  });

  it("throttles strangers, and writes down every call, encrypted", () => {
    const { inputs } = only(all, "aws:apigatewayv2/stage:Stage");
    expect(inputs).to.deep.include({
      name: "$default",
      autoDeploy: true,
      defaultRouteSettings: { throttlingRateLimit: 5, throttlingBurstLimit: 10 },
    });
    const group = only(all, "aws:cloudwatch/logGroup:LogGroup").inputs;
    expect(group).to.include({ name: "/nc/prod/platform/logs/api", kmsKeyId: "arn:logs" });
    expect(inputs.accessLogSettings.destinationArn).to.equal(
      `arn:aws:logs:ca-central-1:111111111111:log-group:${group.name}`,
    );
    expect(JSON.parse(inputs.accessLogSettings.format)).to.include({
      status: "$context.status",
      sourceIp: "$context.identity.sourceIp",
    });
  });
});
