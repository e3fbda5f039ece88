import type { Properties } from "../record";
import { between, isGiven, type Judged, oneOf, part, type Rules, required, shaped } from "./rule";

/** Lambda and API Gateway's HTTP APIs. Source of each: its Create* or Put* operation. */
export const FUNCTION: Rules = {
  "aws:lambda/function:Function": [
    required("role"),
    between("memorySize", 128, 10_240),
    between("timeout", 1, 900),
    between("reservedConcurrentExecutions", -1, 1000),
    oneOf("packageType", "Zip", "Image"),
    shaped("description", 256, /^[\s\S]*$/, "text"),
    packageFits,
    environmentFits,
    layersFit,
    ({ inputs, refuse }) => {
      const { logFormat, applicationLogLevel, systemLogLevel } = part(inputs.loggingConfig) ?? {};
      if (logFormat === "Text" && (isGiven(applicationLogLevel) || isGiven(systemLogLevel))) {
        refuse("loggingConfig", inputs.loggingConfig, "no levels, as logFormat is Text");
      }
    },
    ({ inputs, refuse }) => {
      const vpc = part(inputs.vpcConfig);
      if (!vpc || isGiven(vpc.subnetIds) === isGiven(vpc.securityGroupIds)) return;
      refuse("vpcConfig", vpc, "subnetIds and securityGroupIds, both or neither");
    },
  ],
  "aws:lambda/alias:Alias": [
    required("functionName", "functionVersion"),
    shaped("name", 128, /^(?!\d+$)[\w-]+$/, "letters, digits, _ and -, not digits alone"),
    weightsFit,
  ],
  "aws:lambda/permission:Permission": [
    required("action", "function", "principal"),
    shaped("statementId", 100, /^[\w-]+$/, "letters, digits, _ and -"),
  ],
  "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": [
    required("functionName"),
    between("maximumEventAgeInSeconds", 60, 21_600),
    between("maximumRetryAttempts", 0, 2),
  ],
  "aws:lambda/eventSourceMapping:EventSourceMapping": [
    required("functionName"),
    between("batchSize", 1, 10_000),
    between("maximumBatchingWindowInSeconds", 0, 300),
    ({ inputs: { batchSize, maximumBatchingWindowInSeconds: window }, refuse }) => {
      if (typeof batchSize === "number" && batchSize > 10 && !window) {
        refuse("maximumBatchingWindowInSeconds", window, "at least 1, as batchSize is above 10");
      }
    },
    ({ inputs, refuse }) => {
      const copies = part(inputs.scalingConfig)?.maximumConcurrency;
      if (typeof copies !== "number" || (copies >= 2 && copies <= 1000)) return;
      refuse("scalingConfig.maximumConcurrency", copies, "from 2 to 1000");
    },
  ],
  "aws:apigatewayv2/api:Api": [
    required("protocolType"),
    oneOf("protocolType", "HTTP", "WEBSOCKET"),
  ],
  "aws:apigatewayv2/integration:Integration": [
    required("apiId", "integrationType"),
    between("timeoutMilliseconds", 50, 30_000),
    ({ inputs: { integrationType, integrationUri, payloadFormatVersion }, refuse }) => {
      if (integrationType !== "AWS_PROXY") return;
      if (!isGiven(integrationUri)) refuse("integrationUri", undefined, "what it invokes");
      if (!isGiven(payloadFormatVersion)) refuse("payloadFormatVersion", undefined, "1.0 or 2.0");
    },
  ],
  "aws:apigatewayv2/route:Route": [
    required("apiId", "routeKey"),
    shaped("routeKey", 1024, /^(\$default|[A-Z]+ \/\S*)$/, 'a method and a path, or "$default"'),
    oneOf("authorizationType", "NONE", "AWS_IAM", "CUSTOM", "JWT"),
    ({ inputs: { target }, refuse }) => {
      if (typeof target !== "string" || /^integrations\/\w+$/.test(target)) return;
      refuse("target", target, '"integrations/" and the id of an integration');
    },
  ],
  "aws:apigatewayv2/stage:Stage": [
    required("apiId", "name"),
    ({ inputs, refuse }) => {
      const settings = part(inputs.accessLogSettings);
      if (!settings) return;
      for (const key of ["destinationArn", "format"]) {
        if (!isGiven(settings[key])) refuse(`accessLogSettings.${key}`, undefined, "a value");
      }
    },
  ],
};

/** Most layers of a function. */
const LAYERS = 5;

/** Most that a function's variables take, in bytes, and names that Lambda keeps for itself. */
const VARIABLES = 4096;
const RESERVED =
  /^(AWS_(?!LAMBDA_EXEC_WRAPPER|APPCONFIG_EXTENSION_)\w*|_HANDLER|_X_AMZN_TRACE_ID|LAMBDA_\w+)$/;

function environmentFits({ inputs, refuse }: Judged): void {
  const variables = Object.entries(part(part(inputs.environment)?.variables) ?? {});
  for (const [key] of variables) {
    if (/^[A-Za-z]\w+$/.test(key) && !RESERVED.test(key)) continue;
    refuse(
      `environment.variables.${key}`,
      key,
      "a name of letters, digits and _, not Lambda's own",
    );
  }
  const size = variables.flat().reduce<number>((total, text) => total + lengthOf(text), 0);
  if (size > VARIABLES) refuse("environment.variables", `${size} bytes`, `at most ${VARIABLES}`);
}

function layersFit({ inputs: { layers }, refuse }: Judged): void {
  const list: unknown[] = Array.isArray(layers) ? layers : [];
  if (list.length > LAYERS) refuse("layers", `${list.length} of them`, `at most ${LAYERS}`);
  for (const [index, layer] of list.entries()) {
    if (typeof layer !== "string" || /^arn:aws:lambda:[\w-]+:\d{12}:layer:[\w-]+:\d+$/.test(layer))
      continue;
    refuse(`layers[${index}]`, layer, "the ARN of a version of a layer");
  }
}

function packageFits({ inputs, refuse }: Judged): void {
  if ((inputs.packageType ?? "Zip") !== "Zip") return;
  for (const property of ["handler", "runtime"]) {
    if (!isGiven(inputs[property])) refuse(property, undefined, "a value, as it ships as a zip");
  }
  const sources = ["code", "s3Bucket"].filter((property) => isGiven(inputs[property]));
  if (sources.length !== 1) refuse("code", sources, "exactly one of code, s3Bucket");
  if (isGiven(inputs.s3Bucket) !== isGiven(inputs.s3Key)) {
    refuse("s3Key", inputs.s3Key, "a key if and only if s3Bucket is given");
  }
}

function weightsFit({ inputs, refuse }: Judged): void {
  const weights: Properties = part(part(inputs.routingConfig)?.additionalVersionWeights) ?? {};
  const entries = Object.entries(weights);
  if (entries.length > 1) refuse("routingConfig", weights, "one other version");
  if (entries.length > 0 && inputs.functionVersion === "$LATEST") {
    refuse("functionVersion", "$LATEST", "a numbered version, as traffic is shared");
  }
  for (const [version, weight] of entries) {
    if (typeof weight !== "number" || (weight >= 0 && weight <= 1)) continue;
    refuse(`routingConfig.additionalVersionWeights.${version}`, weight, "from 0 to 1");
  }
}

function lengthOf(text: unknown): number {
  return typeof text === "string" ? Buffer.byteLength(text) : 0;
}
