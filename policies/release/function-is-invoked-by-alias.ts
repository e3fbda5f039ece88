import type { Environment } from "../../infra/environments";
import { HOOKS, hookName } from "../../infra/naming/platform-names";
import { ciCl002 } from "../support/frameworks";
import { inputTable, readBy, typesOf } from "../support/inputs";
import { resourceRule } from "../support/rule";
import { given, isUnknown } from "../support/unknowns";

/** Where a type names what it invokes, by the ARN or the URI of a function with its qualifier. */
const BY_ARN = inputTable({
  "aws:apigateway/integration:Integration": ({ uri }) => uri,
  "aws:apigatewayv2/integration:Integration": ({ integrationUri }) => integrationUri,
  "aws:cloudwatch/eventTarget:EventTarget": ({ arn }) => arn,
  "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter": ({ destinationArn }) =>
    destinationArn,
  "aws:s3/bucketNotification:BucketNotification": ({ lambdaFunctions }) =>
    given(lambdaFunctions).map((each) => each.lambdaFunctionArn),
  "aws:scheduler/schedule:Schedule": ({ target }) => target?.arn,
  "aws:secretsmanager/secretRotation:SecretRotation": ({ rotationLambdaArn }) => rotationLambdaArn,
  "aws:sns/topicSubscription:TopicSubscription": ({ endpoint }) => endpoint,
});

const EVENT_CONFIG = "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig";

/** Where a type names a function alone, by name or ARN. */
const BY_NAME = inputTable({
  "aws:lambda/eventSourceMapping:EventSourceMapping": ({ functionName }) => functionName,
  [EVENT_CONFIG]: ({ functionName }) => functionName,
  "aws:lambda/functionUrl:FunctionUrl": ({ functionName }) => functionName,
  "aws:lambda/permission:Permission": (inputs) => inputs.function,
});

/** A function's ARN, alone or within an invocation URI, or its name; and its qualifier. */
const FUNCTION =
  /(?:^|functions\/)(?:arn:aws:lambda:[a-z0-9-]+:\d{12}:function:)?([\w-]+)(?::([^/]+))?(?:\/invocations)?$/;

export const functionIsInvokedByAlias = resourceRule({
  name: "function-is-invoked-by-alias",
  description: "Whatever invokes a Lambda function names an alias of it.",
  why:
    "Traffic shifts, and comes back, where an alias points. A call of the function itself gets what was " +
    "uploaded last, past every canary and alarm; a call of a version number stays on it.",
  remediationSteps: "Give the alias's `arn` or `invokeArn`, or its name as `qualifier`.",
  severity: "high",
  framework: ciCl002("§7.2"),
  types: [...typesOf(BY_ARN), ...typesOf(BY_NAME)],
  *check(subject, { environment }) {
    const byName = readBy(BY_NAME, subject);
    const { field = "", values = [] } = byName ?? readBy(BY_ARN, subject) ?? {};
    const { qualifier } = { qualifier: undefined, ...subject.props };
    for (const value of values) {
      // What is named by ARN may be a queue, a topic or a URL too.
      if (typeof value !== "string" || !(byName || value.includes(":lambda:"))) continue;
      const [, name, inArn] = FUNCTION.exec(value) ?? [];
      const alias = inArn ?? qualifier;
      if (name === undefined || isUnknown(alias) || isAlias(alias)) continue;
      if (subject.type === EVENT_CONFIG && alias === undefined && isHook(name, environment))
        continue;
      yield `${field} calls ${name}:${alias ?? "$LATEST"}: call an alias of it`;
    }
  },
});

/** A hook is called by its name: CodeDeploy's AppSpec takes no alias, and no traffic of anybody reaches it. */
function isHook(name: string, environment: Environment): boolean {
  return HOOKS.some((hook) => name === hookName(environment, hook));
}

function isAlias(qualifier: unknown): boolean {
  return typeof qualifier === "string" && !/^(\$LATEST|\d*)$/.test(qualifier);
}
