import type { CreateRequest, ResourceTypes } from "../resource-type";
import { between, matches, oneOf, required, type Validation } from "../validators";
import { isGiven, objectOf } from "../values";

/** Most bytes of a function's environment variables. */
const VARIABLES = 4096;

/** Names of variables that Lambda reserves. */
const RESERVED =
  /^(AWS_(?!LAMBDA_EXEC_WRAPPER|APPCONFIG_EXTENSION_)\w*|_HANDLER|_X_AMZN_TRACE_ID|LAMBDA_\w+)$/;

/** Most layers of a function. */
const LAYERS = 5;

/** Inputs that are no part of a version. Source: Lambda API, PublishVersion. */
const UNVERSIONED = ["reservedConcurrentExecutions", "skipDestroy", "tags"];

/** Lambda: functions and layers. Source of each limit: CreateFunction. */
export const LAMBDA_FUNCTIONS: ResourceTypes = {
  "aws:lambda/function:Function": {
    outputs: (request) => {
      const { arn, inputs, text } = request;
      const functionArn = arn("lambda", `function:${text("name")}`);
      const version = inputs.publish === true ? "1" : "$LATEST";
      return {
        id: text("name"),
        name: text("name"),
        arn: functionArn,
        version,
        qualifiedArn: `${functionArn}:${version}`,
        invokeArn: invokeArn(request, functionArn),
        qualifiedInvokeArn: invokeArn(request, `${functionArn}:${version}`),
        sourceCodeSize: 1024,
        codeSha256: Buffer.from(request.hex(64, "code"), "hex").toString("base64"),
      };
    },
    validate: [
      required("role"),
      between("memorySize", 128, 10_240),
      between("timeout", 1, 900),
      between("reservedConcurrentExecutions", -1, 1000),
      oneOf("packageType", "Zip", "Image"),
      matches("description", 256, /^[\s\S]*$/, "text"),
      checkPackage,
      checkVariables,
      checkLayers,
      ({ inputs, refuse }) => {
        const { logFormat, applicationLogLevel, systemLogLevel } =
          objectOf(inputs.loggingConfig) ?? {};
        if (logFormat === "Text" && (isGiven(applicationLogLevel) || isGiven(systemLogLevel))) {
          refuse("loggingConfig", inputs.loggingConfig, "no levels, as logFormat is Text");
        }
      },
      ({ inputs, refuse }) => {
        const vpc = objectOf(inputs.vpcConfig);
        if (!vpc || isGiven(vpc.subnetIds) === isGiven(vpc.securityGroupIds)) return;
        refuse("vpcConfig", vpc, "subnetIds and securityGroupIds, both or neither");
      },
    ],
    immutable: ["packageType"],
    outputsOnUpdate: ({ inputs, state }, changed) => {
      const publishes = changed.some((property) => !UNVERSIONED.includes(property));
      if (!publishes || inputs.publish !== true) return {};
      const version = String((Number(state.version) || 0) + 1);
      const versioned = (arn: unknown) =>
        String(arn).replace(/:(\d+|\$LATEST)(?=$|\/)/, `:${version}`);
      const { qualifiedArn, qualifiedInvokeArn } = state;
      return {
        version,
        qualifiedArn: versioned(qualifiedArn),
        qualifiedInvokeArn: versioned(qualifiedInvokeArn),
      };
    },
  },
  "aws:lambda/layerVersion:LayerVersion": {
    outputs: ({ arn, generation, text }) => {
      const layerArn = arn("lambda", `layer:${text("layerName")}`);
      const version = String(generation + 1);
      return { id: `${layerArn}:${version}`, arn: `${layerArn}:${version}`, layerArn, version };
    },
  },
};

/** What API Gateway calls to invoke a function, a version or an alias. */
export function invokeArn({ region }: CreateRequest, arn: string): string {
  const path = `2015-03-31/functions/${arn}/invocations`;
  return `arn:aws:apigateway:${region}:lambda:path/${path}`;
}

function checkPackage({ inputs, refuse }: Validation): void {
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

function checkVariables({ inputs, refuse }: Validation): void {
  const variables = Object.entries(objectOf(objectOf(inputs.environment)?.variables) ?? {});
  for (const [key] of variables) {
    if (/^[A-Za-z]\w+$/.test(key) && !RESERVED.test(key)) continue;
    refuse(
      `environment.variables.${key}`,
      key,
      "a name of letters, digits and _, not Lambda's own",
    );
  }
  const size = variables.flat().reduce<number>((total, text) => total + bytesOf(text), 0);
  if (size > VARIABLES) refuse("environment.variables", `${size} bytes`, `at most ${VARIABLES}`);
}

function bytesOf(text: unknown): number {
  return typeof text === "string" ? Buffer.byteLength(text) : 0;
}

function checkLayers({ inputs: { layers }, refuse }: Validation): void {
  const list: unknown[] = Array.isArray(layers) ? layers : [];
  if (list.length > LAYERS) refuse("layers", `${list.length} of them`, `at most ${LAYERS}`);
  for (const [index, layer] of list.entries()) {
    if (typeof layer !== "string" || /^arn:aws:lambda:[\w-]+:\d{12}:layer:[\w-]+:\d+$/.test(layer))
      continue;
    refuse(`layers[${index}]`, layer, "the ARN of a version of a layer");
  }
}
