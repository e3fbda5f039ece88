import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../infra/context";
import { DEFAULT_STAGE, GITHUB_WEBHOOK } from "../../infra/naming/platform-names";
import { accessLogs } from "../workload/function/access-logs";
import { apiIntegration } from "../workload/function/api-integration";

const COMPONENT = "github-webhook";

/** Longest that GitHub waits for an answer, in milliseconds (GitHub docs, "Best practices for using webhooks"). */
const ANSWER_MAX = 10_000;

/** Calls a second, and at once: GitHub sends one for each job that waits. */
const THROTTLING = { throttlingRateLimit: 5, throttlingBurstLimit: 10 };

export interface GitHubWebhookArgs {
  /** Context of the platform: it gives names, tags and settings. */
  context: Context;
  /** Alias of the function that verifies each call. */
  alias: aws.lambda.Alias;
  /** ARN of the environment's KMS key `logs`. */
  logsKeyArn: pulumi.Input<string>;
}

/**
 * An HTTP API with the one route that GitHub calls. Nobody signs in there: GitHub has no credentials of the account, and
 * signs what it sends. It throttles before the function's concurrency is used up, and logs every call.
 *
 * @returns the URL
 */
export function githubWebhook(
  name: string,
  { context, alias, logsKeyArn }: GitHubWebhookArgs,
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  const api = new aws.apigatewayv2.Api(
    `${name}-webhook`,
    {
      name: context.name("aws:apigatewayv2/api:Api", COMPONENT),
      description: "Takes the events of the GitHub App of the deployment rule",
      protocolType: "HTTP",
      tags: context.tags(COMPONENT),
    },
    opts,
  );
  const integration = apiIntegration(
    `${name}-webhook`,
    { api, alias, statementId: COMPONENT, timeoutMilliseconds: ANSWER_MAX },
    opts,
  );
  const route = new aws.apigatewayv2.Route(
    `${name}-webhook`,
    {
      apiId: api.id,
      routeKey: GITHUB_WEBHOOK,
      authorizationType: "NONE",
      target: pulumi.interpolate`integrations/${integration.id}`,
    },
    opts,
  );
  const logs = accessLogs(`${name}-webhook`, { context, logsKeyArn }, opts);
  new aws.apigatewayv2.Stage(
    `${name}-webhook`,
    {
      apiId: api.id,
      name: DEFAULT_STAGE,
      autoDeploy: true,
      accessLogSettings: logs.settings,
      defaultRouteSettings: THROTTLING,
      tags: context.tags(COMPONENT),
    },
    { ...opts, dependsOn: [logs.policy, route] },
  );
  return pulumi.interpolate`${api.apiEndpoint}${GITHUB_WEBHOOK.replace("POST ", "")}`;
}
