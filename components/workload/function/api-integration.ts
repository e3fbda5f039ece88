import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export interface ApiIntegrationArgs {
  /** The HTTP API that calls the function. */
  api: aws.apigatewayv2.Api;
  /** Alias of the function that answers. */
  alias: aws.lambda.Alias;
  /** Id of the statement in the function's policy. */
  statementId: string;
  /** Longest that the API waits for an answer, in milliseconds: 30,000 at most. */
  timeoutMilliseconds: number;
}

/** Lets an HTTP API call a function's alias, and makes what its routes target. */
export function apiIntegration(
  name: string,
  { api, alias, statementId, timeoutMilliseconds }: ApiIntegrationArgs,
  opts: pulumi.CustomResourceOptions,
): aws.apigatewayv2.Integration {
  const permission = new aws.lambda.Permission(
    name,
    {
      statementId,
      action: "lambda:InvokeFunction",
      function: alias.functionName,
      qualifier: alias.name,
      principal: "apigateway.amazonaws.com",
      sourceArn: pulumi.interpolate`${api.executionArn}/*/*`,
    },
    opts,
  );
  return new aws.apigatewayv2.Integration(
    name,
    {
      apiId: api.id,
      integrationType: "AWS_PROXY",
      integrationUri: alias.invokeArn,
      integrationMethod: "POST",
      payloadFormatVersion: "2.0",
      timeoutMilliseconds,
    },
    { ...opts, dependsOn: permission },
  );
}
