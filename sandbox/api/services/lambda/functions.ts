import { createHash } from "node:crypto";
import {
  type FunctionConfiguration,
  GetFunctionCommand,
  GetFunctionConfigurationCommand,
  ListVersionsByFunctionCommand,
  PublishVersionCommand,
  UpdateFunctionCodeCommand,
  type UpdateFunctionCodeRequest,
} from "@aws-sdk/client-lambda";
import { publishVersion, updateCode } from "../../../cloud/deployments/lambda";
import type { Entry } from "../../../cloud/record";
import { keyAsks } from "../../authorization/key-asks";
import { arnOf, type Call } from "../../call";
import { operation } from "../../operation";
import { findBy } from "../../resources";
import { ServiceError } from "../../service-error";
import { type FunctionVersion, putVersion, versionsOf } from "../../simulation/lambda-versions";
import { findObject } from "../../simulation/objects";

const GET_FUNCTION = operation(GetFunctionCommand, {
  asks: ({ FunctionName }, call) => [asks(call, "GetFunction", FunctionName)],
  handle({ FunctionName, Qualifier }, call) {
    const fn = functionNamed(call, FunctionName);
    return {
      Configuration: configurationOf(call, fn, Qualifier),
      Code: { RepositoryType: "S3", Location: `https://awslambda.invalid/${fn.state.name}` },
    };
  },
});

const GET_FUNCTION_CONFIGURATION = operation(GetFunctionConfigurationCommand, {
  asks: ({ FunctionName }, call) => [asks(call, "GetFunctionConfiguration", FunctionName)],
  handle: ({ FunctionName, Qualifier }, call) =>
    configurationOf(call, functionNamed(call, FunctionName), Qualifier),
});

const LIST_VERSIONS_BY_FUNCTION = operation(ListVersionsByFunctionCommand, {
  asks: ({ FunctionName }, call) => [asks(call, "ListVersionsByFunction", FunctionName)],
  handle({ FunctionName }, call) {
    const fn = functionNamed(call, FunctionName);
    const numbers = versionsOf(call.account, String(fn.state.name)).map(({ version }) => version);
    return { Versions: ["$LATEST", ...numbers].map((each) => configurationOf(call, fn, each)) };
  },
});

const UPDATE_FUNCTION_CODE = operation(UpdateFunctionCodeCommand, {
  asks: (input, call) => {
    const fn = findBy(call.account, FUNCTION, "name", nameOf(input.FunctionName));
    const { S3Bucket: bucket, S3Key: key, S3ObjectVersion: version } = input;
    const object = `arn:aws:s3:::${bucket}/${key}`;
    return [
      asks(call, "UpdateFunctionCode", input.FunctionName),
      ...(bucket === undefined
        ? []
        : [{ action: version ? "s3:GetObjectVersion" : "s3:GetObject", resource: object }]),
      ...keyAsks(call, {
        keyArn: fn?.state.sourceKmsKeyArn,
        actions: ["GenerateDataKey", "Decrypt"],
        service: "lambda",
      }),
    ];
  },
  handle(input, call) {
    const fn = functionNamed(call, input.FunctionName);
    const name = String(fn.state.name);
    const zip = zipOf(input, call);
    const { account, now } = call;
    // What the newest version holds is no longer what the function is.
    for (const version of versionsOf(account, name)) putVersion(account, name, version);
    updateCode(account.cloud, name, {
      codeSha256: createHash("sha256").update(zip).digest("base64"),
      sourceCodeSize: zip.byteLength,
    });
    if (input.Publish) publish(call, name, "");
    const version = input.Publish ? versionsOf(account, name).at(-1)?.version : "$LATEST";
    return {
      ...configurationOf(call, functionNamed(call, name), version),
      LastModified: now.toISOString(),
    };
  },
});

const PUBLISH_VERSION = operation(PublishVersionCommand, {
  asks: ({ FunctionName }, call) => [asks(call, "PublishVersion", FunctionName)],
  handle({ FunctionName, CodeSha256, Description = "" }, call) {
    const fn = functionNamed(call, FunctionName);
    const name = String(fn.state.name);
    if (CodeSha256 !== undefined && CodeSha256 !== fn.state.codeSha256) {
      const message = `CodeSHA256 (${CodeSha256}) is different from current CodeSHA256 in $LATEST (${fn.state.codeSha256}). Please try again with the CodeSHA256 in $LATEST.`;
      throw new ServiceError("InvalidParameterValueException", message);
    }
    return configurationOf(
      call,
      functionNamed(call, name),
      publish(call, name, Description).version,
    );
  },
});

export const FUNCTIONS = [
  GET_FUNCTION,
  GET_FUNCTION_CONFIGURATION,
  LIST_VERSIONS_BY_FUNCTION,
  PUBLISH_VERSION,
  UPDATE_FUNCTION_CODE,
];

const FUNCTION = "aws:lambda/function:Function";

/** Name of a function in a name, a partial ARN or an ARN. */
export function nameOf(functionName = ""): string {
  return /function:([^:]+)/.exec(functionName)?.[1] ?? functionName.split(":")[0] ?? "";
}

/** @throws {ServiceError} if there is none */
export function functionNamed(call: Call, functionName = ""): Entry {
  const found = findBy(call.account, FUNCTION, "name", nameOf(functionName));
  if (found) return found;
  const arn = arnOf(call, "lambda", `function:${nameOf(functionName)}`);
  throw new ServiceError("ResourceNotFoundException", `Function not found: ${arn}`, 404);
}

function asks(call: Call, action: string, functionName = "") {
  const resource = arnOf(call, "lambda", `function:${nameOf(functionName)}`);
  return { action: `lambda:${action}`, resource };
}

/** Publishes what the function is; nothing new where the newest version is just that. */
function publish({ account, now }: Call, name: string, description: string): FunctionVersion {
  const { state } = findBy(account, FUNCTION, "name", name) ?? {};
  const newest = versionsOf(account, name).at(-1);
  if (newest?.codeSha256 === state?.codeSha256 && newest) return newest;
  const version: FunctionVersion = {
    version: publishVersion(account.cloud, name),
    codeSha256: String(state?.codeSha256),
    codeSize: Number(state?.sourceCodeSize),
    description,
    lastModified: now.toISOString(),
  };
  putVersion(account, name, version);
  return version;
}

/** @throws {ServiceError} where the object does not exist */
function zipOf(input: UpdateFunctionCodeRequest, { account }: Call): Uint8Array {
  const { ZipFile, S3Bucket = "", S3Key = "", S3ObjectVersion } = input;
  if (ZipFile) return ZipFile;
  const object = findObject(account, S3Bucket, S3Key, S3ObjectVersion);
  if (object) return Buffer.from(object.content, "base64");
  const message =
    "Error occurred while GetObject. S3 Error Code: NoSuchKey. S3 Error Message: The specified key does not exist.";
  throw new ServiceError("InvalidParameterValueException", message);
}

function configurationOf(
  call: Call,
  { state }: Entry,
  qualifier = "$LATEST",
): FunctionConfiguration {
  const versions = versionsOf(call.account, String(state.name));
  const alias = findBy(call.account, "aws:lambda/alias:Alias", "arn", `${state.arn}:${qualifier}`);
  const number = alias ? String(alias.state.functionVersion) : qualifier;
  const version = versions.find((each) => each.version === number);
  if (number !== "$LATEST" && !version) {
    throw new ServiceError(
      "ResourceNotFoundException",
      `Function not found: ${state.arn}:${qualifier}`,
      404,
    );
  }
  const environment = Object(state.environment).variables;
  return {
    FunctionName: String(state.name),
    FunctionArn: number === "$LATEST" ? String(state.arn) : `${state.arn}:${number}`,
    Version: number,
    Handler: String(state.handler),
    Role: String(state.role),
    MemorySize: Number(state.memorySize ?? 128),
    Timeout: Number(state.timeout ?? 3),
    PackageType: "Zip",
    State: "Active",
    LastUpdateStatus: "Successful",
    CodeSha256: version?.codeSha256 ?? String(state.codeSha256),
    CodeSize: version?.codeSize ?? Number(state.sourceCodeSize),
    Description: version?.description ?? String(state.description ?? ""),
    ...(version && { LastModified: version.lastModified }),
    ...(environment !== undefined && { Environment: { Variables: environment } }),
  };
}
