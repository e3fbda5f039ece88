import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { pathOf } from "../../../infra/catalog/paths";
import type { WorkloadOf } from "../../../infra/catalog/workload";
import type { Context } from "../../../infra/context";
import { DEFAULT_STAGE } from "../../../infra/naming/platform-names";
import { accessLogs } from "./access-logs";
import { apiIntegration } from "./api-integration";
import type { ServedFunction } from "./served-function";

const COMPONENT = "api";

/** Longest that an HTTP API waits for an answer, in seconds (API Gateway quotas). */
const ANSWER_MAX = 30;

/** Requests a second, and at once, that an account gets of API Gateway (its quotas, default). */
const ACCOUNT = { rate: 10_000, burst: 5000 };

export interface HttpApiArgs {
  /** Context of the workload: it gives names, tags and settings. */
  context: Context;
  /** The function, with every route that a version of it answers which may run. */
  workload: ServedFunction;
  /** Whether its log is protected where the environment is. @default true */
  protect?: boolean;
  /** Alias of the function that answers the requests. */
  alias: aws.lambda.Alias;
  /** ARN of the environment's KMS key `logs`. */
  logsKeyArn: pulumi.Input<string>;
}

/**
 * An HTTP API in front of a function's alias, for callers of the account that sign their requests
 * (docs/decisions/0009). It throttles at the function's reserved concurrency, and logs every
 * request.
 */
export class HttpApi extends pulumi.ComponentResource {
  readonly apiId: pulumi.Output<string>;
  /** Name of the stage. */
  readonly stage: pulumi.Output<string>;
  /** Host name, which is called over HTTPS. */
  readonly host: pulumi.Output<string>;
  /** `arn:aws:execute-api:<region>:<account>:<api>`: what a caller is granted, below it. */
  readonly executionArn: pulumi.Output<string>;

  constructor(name: string, args: HttpApiArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:workload:HttpApi", name, {}, opts);
    const { context, workload, alias, logsKeyArn, protect } = args;
    const parent = { parent: this };

    const api = new aws.apigatewayv2.Api(
      name,
      {
        name: context.name("aws:apigatewayv2/api:Api", COMPONENT),
        description: `Front door of ${context.service}`,
        protocolType: "HTTP",
        // Its host name stays, and answers nobody.
        disableExecuteApiEndpoint: context.retired ? true : undefined,
        tags: context.tags(COMPONENT),
      },
      parent,
    );
    const timeoutMilliseconds = 1000 * Math.min(workload.timeout, ANSWER_MAX);
    const integration = apiIntegration(
      name,
      { api, alias, statementId: COMPONENT, timeoutMilliseconds },
      parent,
    );
    const routes = routeKeys(args).map(
      (routeKey) =>
        new aws.apigatewayv2.Route(
          `${name}-${routeKey}`,
          {
            apiId: api.id,
            routeKey,
            authorizationType: "AWS_IAM",
            target: pulumi.interpolate`integrations/${integration.id}`,
          },
          parent,
        ),
    );
    const logs = accessLogs(name, { context, logsKeyArn, protect }, parent);
    const stage = new aws.apigatewayv2.Stage(
      name,
      {
        apiId: api.id,
        name: DEFAULT_STAGE,
        autoDeploy: true,
        accessLogSettings: logs.settings,
        defaultRouteSettings: throttling(workload),
        tags: context.tags(COMPONENT),
      },
      { ...parent, dependsOn: [logs.policy, ...routes] },
    );

    this.apiId = api.id;
    this.stage = stage.name;
    this.executionArn = api.executionArn;
    this.host = pulumi.interpolate`${api.id}.execute-api.${context.settings.region}.amazonaws.com`;
    const { apiId, host, executionArn } = this;
    this.registerOutputs({ apiId, stage: this.stage, host, executionArn });
  }
}

/** What the API takes, each once: its own routes, and what the synthetic tests ask for. */
function routeKeys({ workload: { paths, checked } }: HttpApiArgs): readonly string[] {
  const routes = [
    ...paths.map((path) => `ANY ${path}`),
    ...checked.flatMap(({ health, readiness, happyPath }) => [
      `GET ${pathOf(health)}`,
      `GET ${pathOf(readiness)}`,
      `${happyPath.method} ${pathOf(happyPath.path)}`,
    ]),
  ];
  return [...new Set(routes)];
}

/**
 * As many requests at once as the reserved concurrency, and as many a second as that answers at the
 * p95 of the SLO. Beyond that a caller gets status 429, before the concurrency is used up and the
 * function answers with errors that look like a bad release.
 */
function throttling({ concurrency, slo }: WorkloadOf<"function">) {
  return {
    throttlingBurstLimit: Math.min(concurrency, ACCOUNT.burst),
    throttlingRateLimit: Math.min(Math.max(Math.floor(concurrency / slo.p95), 1), ACCOUNT.rate),
  };
}
