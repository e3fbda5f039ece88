import { functionIsInvokedByAlias } from "../../../policies/release/function-is-invoked-by-alias";
import { type Case, judges, LATER } from "../../support/violations";

const FUNCTION = "arn:aws:lambda:ca-central-1:111111111111:function:nc-a-dev-function";
const QUEUE = "arn:aws:sqs:ca-central-1:111111111111:nc-a-dev-queue";
const CALLED = /calls nc-a-dev-function:\$LATEST: call an alias/;

/** By which an API calls a function; the engine sends what is unknown as a whole. */
const uri = (arn: string) =>
  arn === LATER
    ? LATER
    : `arn:aws:apigateway:ca-central-1:lambda:path/2015-03-31/functions/${arn}/invocations`;
const PERMISSION = "aws:lambda/permission:Permission";
const MAPPING = "aws:lambda/eventSourceMapping:EventSourceMapping";
const permission = (given: string, qualifier?: string): Case => ({
  type: PERMISSION,
  props: { function: given, qualifier },
});
const mapping = (functionName: string): Case => ({ type: MAPPING, props: { functionName } });

/** Every other invoker, with the props by which it calls what has `arn`. */
const INVOKERS: [type: string, props: (arn: string) => object][] = [
  ["aws:apigateway/integration:Integration", (arn) => ({ uri: uri(arn) })],
  ["aws:apigatewayv2/integration:Integration", (arn) => ({ integrationUri: uri(arn) })],
  ["aws:apigatewayv2/integration:Integration", (arn) => ({ integrationUri: arn })],
  ["aws:cloudwatch/eventTarget:EventTarget", (arn) => ({ arn })],
  [
    "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter",
    (arn) => ({ destinationArn: arn }),
  ],
  [
    "aws:s3/bucketNotification:BucketNotification",
    (arn) => ({ lambdaFunctions: [{ lambdaFunctionArn: arn }] }),
  ],
  ["aws:scheduler/schedule:Schedule", (arn) => ({ target: { arn } })],
  ["aws:secretsmanager/secretRotation:SecretRotation", (arn) => ({ rotationLambdaArn: arn })],
  ["aws:sns/topicSubscription:TopicSubscription", (arn) => ({ endpoint: arn })],
];
const each = (title: string, arn: string, says: readonly RegExp[] = []): Record<string, Case> =>
  Object.fromEntries(
    INVOKERS.map(([type, props], index) => [
      `${title}, of ${type.split(":")[1]} (${index + 1})`,
      { type, props: props(arn), says },
    ]),
  );

judges(functionIsInvokedByAlias, {
  ...each("[§7.2] passes an alias", `${FUNCTION}:live`),
  "passes the events of a hook, which CodeDeploy calls by its name": {
    type: "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig",
    props: { functionName: "nc-platform-dev-smoke-test" },
  },
  "refuses a permission to call a hook by its name": {
    type: PERMISSION,
    props: { function: "nc-platform-dev-smoke-test" },
    says: [/calls nc-platform-dev-smoke-test:\$LATEST: call an alias/],
  },
  ...each("passes what is unknown", LATER),
  ...each("refuses the function itself", FUNCTION, [CALLED]),
  ...each("refuses $LATEST", `${FUNCTION}:$LATEST`, [CALLED]),
  ...each("refuses a number", `${FUNCTION}:7`, [/calls nc-a-dev-function:7: call an alias/]),
  "passes a schedule of a queue": {
    type: "aws:scheduler/schedule:Schedule",
    props: { target: { arn: QUEUE } },
  },
  "passes a subscription by mail": {
    type: "aws:sns/topicSubscription:TopicSubscription",
    props: { endpoint: "a@b.example" },
  },
  "passes an integration of a URL": {
    type: "aws:apigatewayv2/integration:Integration",
    props: { integrationUri: "https://functions.example/a" },
  },
  "passes a mapping to an alias": mapping(`${FUNCTION}:live`),
  "passes it by name": mapping("nc-a-dev-function:live"),
  "passes an unknown function": mapping(LATER),
  "refuses a mapping to a function": { ...mapping(FUNCTION), says: [CALLED] },
  "refuses a mapping by its bare name": { ...mapping("nc-a-dev-function"), says: [CALLED] },
  "passes a permission on an alias": permission("nc-a-dev-function", "live"),
  "passes one by the alias's ARN": permission(`${FUNCTION}:live`),
  "passes an unknown qualifier": permission("nc-a-dev-function", LATER),
  "refuses a permission on the function": { ...permission(FUNCTION), says: [CALLED] },
  "refuses one on $LATEST": { ...permission("nc-a-dev-function", "$LATEST"), says: [CALLED] },
  "refuses an empty qualifier": { ...permission("nc-a-dev-function", ""), says: [/calls/] },
  "refuses a URL of the function": {
    type: "aws:lambda/functionUrl:FunctionUrl",
    props: { functionName: "nc-a-dev-function" },
    says: [CALLED],
  },
  "refuses events' settings of the function": {
    type: "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig",
    props: { functionName: FUNCTION },
    says: [CALLED],
  },
  "passes a queue whose name ends like a function's": {
    type: "aws:scheduler/schedule:Schedule",
    props: { target: { arn: "nc-a-dev-function" } },
  },
});
