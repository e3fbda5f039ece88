import { resourceRule } from "../support/rule";
import { UNKNOWN, valuesAt } from "../support/unknowns";

/** Where a type names the function that it invokes, with its qualifier, by dotted path. */
const BY_ARN: Readonly<Record<string, string>> = {
  "aws:apigateway/integration:Integration": "uri",
  "aws:apigatewayv2/integration:Integration": "integrationUri",
  "aws:cloudwatch/eventTarget:EventTarget": "arn",
  "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter": "destinationArn",
  "aws:lambda/eventSourceMapping:EventSourceMapping": "functionName",
  "aws:s3/bucketNotification:BucketNotification": "lambdaFunctions.*.lambdaFunctionArn",
  "aws:scheduler/schedule:Schedule": "target.arn",
  "aws:secretsmanager/secretRotation:SecretRotation": "rotationLambdaArn",
  "aws:sns/topicSubscription:TopicSubscription": "endpoint",
};

/** Types that name the function in one input, and the alias in `qualifier`. */
const BY_QUALIFIER: Readonly<Record<string, string>> = {
  "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": "functionName",
  "aws:lambda/functionUrl:FunctionUrl": "functionName",
  "aws:lambda/permission:Permission": "function",
};

/** A function's ARN, alone or within an invocation URI, or its name; and its qualifier. */
const FUNCTION =
  /(?:^|functions\/)(?:arn:aws:lambda:[a-z0-9-]+:\d{12}:function:)?([\w-]+)(?::([^/]+))?(?:\/invocations)?$/;

/**
 * What invokes a function names an alias of it (CI/CL-002 §7.2).
 *
 * Why: traffic shifts, and comes back, where an alias points. Who calls the function itself gets
 * what was uploaded last, past every canary and alarm; who calls a number stays on it.
 *
 * Fix: give the alias's `arn` or `invokeArn`, or its name as `qualifier`.
 */
export const functionIsInvokedByAlias = resourceRule({
  name: "function-is-invoked-by-alias",
  description: "Whatever invokes a Lambda function calls an alias of it.",
  applies: (type) => Object.hasOwn(BY_ARN, type) || Object.hasOwn(BY_QUALIFIER, type),
  *check({ type, props }) {
    const path = BY_ARN[type] ?? BY_QUALIFIER[type] ?? "";
    for (const value of valuesAt(props, path)) {
      if (typeof value !== "string") continue;
      const [, name, inArn] = isOther(type, value) ? [] : (FUNCTION.exec(value) ?? []);
      const qualifier = inArn ?? (type in BY_QUALIFIER ? props.qualifier : undefined);
      if (name === undefined || qualifier === UNKNOWN || isAlias(qualifier)) continue;
      yield `${path} calls ${name}:${qualifier ?? "$LATEST"}: call an alias of it`;
    }
  },
});

/** What names an alias by itself may name other things too, by ARN or URL; a mapping never does. */
function isOther(type: string, value: string): boolean {
  const mapping = type === "aws:lambda/eventSourceMapping:EventSourceMapping";
  return type in BY_ARN && !mapping && !value.includes(":lambda:");
}

function isAlias(qualifier: unknown): boolean {
  return typeof qualifier === "string" && !/^(\$LATEST|\d*)$/.test(qualifier);
}
