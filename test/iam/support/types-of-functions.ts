import type { Line } from "./takes";

const TAG = "TagResource UntagResource";

/** Account of AWS that has the layers of Synthetics in ca-central-1 (as the guide lists them). */
const SYNTHETICS_ACCOUNT = "236629016841";

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
  "aws:lambda/function:Function": ({ any, at, inputs, key, on, passes }) => [
    passes("lambda", inputs.role),
    on(`arn:aws:s3:::${inputs.s3Bucket}/${inputs.s3Key}`, "", "GetObject GetObjectVersion"),
    // Its variables are encrypted with a key of ours (Lambda developer guide, "Permissions" of
    // "Securing Lambda environment variables").
    key("config", "lambda", "CreateGrant Decrypt DescribeKey Encrypt GenerateDataKey"),
    key("artifacts", "s3", "Decrypt"),
    any("ec2", "", "DescribeNetworkInterfaces DescribeSecurityGroups DescribeSubnets DescribeVpcs"),
    at(
      "lambda",
      `function:${inputs.name}`,
      "CreateFunction DeleteFunction DeleteFunctionConcurrency PublishVersion " +
        `PutFunctionConcurrency UpdateFunctionCode UpdateFunctionConfiguration ${TAG}`,
      "GetFunction GetFunctionCodeSigningConfig GetFunctionConfiguration ListTags " +
        "ListVersionsByFunction",
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
      "RemovePermission",
      "GetPolicy",
    ),
    at(
      "lambda",
      `function:${String(inputs.function).replace(/^.*:function:/, "")}`,
      "AddPermission",
      "",
      { "lambda:Principal": inputs.principal },
    ),
  ],
  "aws:synthetics/canary:Canary": ({ any, at, inputs, key, on, passes, region }) => [
    any("synthetics", "CreateCanary", "DescribeCanaries"),
    at(
      "synthetics",
      `canary:${inputs.name}`,
      `DeleteCanary StartCanary StopCanary UpdateCanary ${TAG}`,
      "GetCanary ListTagsForResource",
    ),
    passes("lambda", inputs.executionRoleArn),
    passes("synthetics", inputs.executionRoleArn),
    // Synthetics makes these as the caller (CloudWatch user guide, "Required roles and permissions
    // for CloudWatch canaries").
    at(
      "lambda",
      `function:${syntheticsName(inputs.name)}`,
      "CreateFunction DeleteFunction PublishVersion UpdateFunctionCode " +
        `UpdateFunctionConfiguration ${TAG}`,
      "GetFunctionConfiguration ListTags",
    ),
    at("lambda", `function:${syntheticsName(inputs.name)}`, "AddPermission", "", {
      "lambda:Principal": "synthetics.amazonaws.com",
    }),
    at("lambda", `layer:${syntheticsName(inputs.name)}`, "PublishLayerVersion"),
    at("lambda", `layer:${syntheticsName(inputs.name)}:1`, "DeleteLayerVersion", "GetLayerVersion"),
    // The library of syn-nodejs-puppeteer-17.0 is a layer of AWS: version 83 in ca-central-1 is the
    // guide's, "Runtime versions using Node.js and Puppeteer".
    on(`arn:aws:lambda:${region}:${SYNTHETICS_ACCOUNT}:layer:Synthetics:83`, "", "GetLayerVersion"),
    on(`arn:aws:s3:::${inputs.s3Bucket}/${inputs.s3Key}`, "", "GetObject GetObjectVersion"),
    on(`arn:aws:s3:::${inputs.s3Bucket}`, "", "GetBucketLocation"),
    key("artifacts", "s3", "Decrypt DescribeKey"),
    any("ec2", "", "DescribeSecurityGroups DescribeSubnets DescribeVpcs"),
  ],
};

/** What Synthetics names a canary's function and layer, cut to Lambda's 64 characters. */
function syntheticsName(canary: string): string {
  return `cwsyn-${canary.slice(0, 21)}-11111111-2222-4333-8444-555555555555`;
}
