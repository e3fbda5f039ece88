import type { Line } from "./takes";

const TAG = "TagResource UntagResource";

/** Functions, what invokes them, and canaries, which are functions too. */
export const FUNCTION_TYPES: Readonly<Record<string, Line>> = {
  "aws:lambda/alias:Alias": ({ at, inputs }) => [
    at(
      "lambda",
      `function:${inputs.functionName}`,
      "CreateAlias DeleteAlias UpdateAlias",
      "GetAlias",
    ),
  ],
  "aws:lambda/eventSourceMapping:EventSourceMapping": ({ account, any, at, inputs, region }) => {
    const name = String(inputs.functionName).replace(/^.*:function:/, "");
    const arn = `arn:aws:lambda:${region}:${account}:function:${name}`;
    const mapping = "event-source-mapping:11111111-2222-3333-4444-555555555555";
    return [
      any("lambda", "CreateEventSourceMapping", "", { "lambda:FunctionArn": arn }),
      at("lambda", mapping, "DeleteEventSourceMapping UpdateEventSourceMapping", "", {
        "lambda:FunctionArn": arn,
      }),
      at("lambda", mapping, TAG, "GetEventSourceMapping ListTags"),
    ];
  },
  "aws:lambda/function:Function": ({ at, inputs, on }) => [
    at(
      "lambda",
      `function:${inputs.name}`,
      "CreateFunction DeleteFunction DeleteFunctionConcurrency PublishVersion " +
        `PutFunctionConcurrency UpdateFunctionCode UpdateFunctionConfiguration ${TAG}`,
      "GetFunction GetFunctionCodeSigningConfig ListTags ListVersionsByFunction",
    ),
    ...[inputs.layers ?? []].flat().map((arn) => on(String(arn), "GetLayerVersion")),
  ],
  "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": ({ at, inputs }) => [
    at(
      "lambda",
      `function:${inputs.functionName}`,
      "DeleteFunctionEventInvokeConfig PutFunctionEventInvokeConfig UpdateFunctionEventInvokeConfig",
      "GetFunctionEventInvokeConfig",
    ),
  ],
  "aws:lambda/permission:Permission": ({ at, inputs }) => [
    at(
      "lambda",
      `function:${String(inputs.function).replace(/^.*:function:/, "")}`,
      "AddPermission RemovePermission",
      "GetPolicy",
    ),
  ],
  "aws:synthetics/canary:Canary": ({ any, at, inputs }) => [
    any("synthetics", "CreateCanary"),
    at(
      "synthetics",
      `canary:${inputs.name}`,
      `DeleteCanary StartCanary StopCanary UpdateCanary ${TAG}`,
      "GetCanary",
    ),
    // Synthetics makes these as the caller (CloudWatch user guide, permissions for canaries).
    at(
      "lambda",
      `function:cwsyn-${inputs.name}-1`,
      "AddPermission CreateFunction DeleteFunction PublishVersion UpdateFunctionConfiguration",
      "GetFunctionConfiguration",
    ),
    at("lambda", `layer:cwsyn-${inputs.name}-1`, "PublishLayerVersion"),
    at("lambda", `layer:cwsyn-${inputs.name}-1:1`, "DeleteLayerVersion GetLayerVersion"),
  ],
};
