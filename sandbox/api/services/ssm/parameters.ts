import {
  GetParameterCommand,
  GetParametersByPathCommand,
  GetParametersCommand,
  type Parameter,
  type ParameterTier,
  PutParameterCommand,
  type PutParameterRequest,
} from "@aws-sdk/client-ssm";
import { createResource } from "../../../cloud/account";
import { putParameter } from "../../../cloud/deployments/ssm";
import { ProviderError } from "../../../cloud/provider-error";
import type { Entry } from "../../../cloud/record";
import { keyAsks } from "../../authorization/key-asks";
import { arnOf, type Call } from "../../call";
import { type Ask, operation } from "../../operation";
import { nameIn } from "../../resources";
import { ServiceError } from "../../service-error";
import { noteIntake } from "../../simulation/queues/worker";

const PARAMETER = "aws:ssm/parameter:Parameter";

const GET_PARAMETER = operation(GetParameterCommand, {
  asks: ({ Name, WithDecryption }, call) =>
    asksToRead(call, "GetParameter", [Name], WithDecryption),
  handle({ Name = "", WithDecryption }, call) {
    const found = parameterNamed(call, Name);
    if (!found) throw new ServiceError("ParameterNotFound", "");
    return { Parameter: parameterOf(found, WithDecryption) };
  },
});

const GET_PARAMETERS = operation(GetParametersCommand, {
  asks: ({ Names = [], WithDecryption }, call) =>
    asksToRead(call, "GetParameters", Names, WithDecryption),
  handle({ Names = [], WithDecryption }, call) {
    const found = Names.map((name) => ({ name, entry: parameterNamed(call, name) }));
    return {
      Parameters: found.flatMap(({ entry }) => (entry ? [parameterOf(entry, WithDecryption)] : [])),
      InvalidParameters: found.flatMap(({ name, entry }) => (entry ? [] : [name])),
    };
  },
});

const GET_PARAMETERS_BY_PATH = operation(GetParametersByPathCommand, {
  asks: ({ Path = "" }, call) => [
    {
      action: "ssm:GetParametersByPath",
      resource: arnOf(call, "ssm", `parameter${Path.replace(/\/$/, "")}`),
    },
  ],
  handle({ Path = "", Recursive, WithDecryption }, { account }) {
    const path = Path.endsWith("/") ? Path : `${Path}/`;
    const found = account.cloud.list(PARAMETER).filter(({ key }) => {
      const rest = key.startsWith(path) ? key.slice(path.length) : undefined;
      return rest !== undefined && (Recursive || !rest.includes("/"));
    });
    return { Parameters: found.map((each) => parameterOf(each, WithDecryption)) };
  },
});

const PUT_PARAMETER = operation(PutParameterCommand, {
  asks: ({ Name = "", Type, KeyId }, call) => [
    { action: "ssm:PutParameter", resource: parameterArn(call, Name) },
    ...(Type === "SecureString"
      ? keyAsks(call, {
          keyArn: KeyId,
          actions: ["Encrypt"],
          service: "ssm",
          encryptionContext: { PARAMETER_ARN: parameterArn(call, Name) },
        })
      : []),
  ],
  handle(input, call) {
    const found = parameterNamed(call, input.Name ?? "");
    return found ? overwritten(input, call, found) : created(input, call);
  },
});

export const PARAMETERS = [GET_PARAMETER, GET_PARAMETERS, GET_PARAMETERS_BY_PATH, PUT_PARAMETER];

/** A write of a secure string that names no key takes the account's own: what the program said is undone. */
function overwritten(input: PutParameterRequest, { account, now }: Call, { key, state }: Entry) {
  const { Value = "", Type = state.type, Description, Tier = state.tier } = input;
  if (!input.Overwrite) {
    const message =
      "The parameter already exists. To overwrite this value, set the overwrite option in the request to true.";
    throw new ServiceError("ParameterAlreadyExists", message);
  }
  if (Type !== state.type) {
    throw new ServiceError("HierarchyTypeMismatchException", "A parameter's type cannot change");
  }
  const pattern = input.AllowedPattern ?? state.allowedPattern;
  if (typeof pattern === "string" && !new RegExp(pattern).test(Value)) {
    const message = `Parameter value, ${Value}, failed to satisfy constraint: Member must satisfy regular expression pattern: ${pattern}`;
    throw new ServiceError("ParameterPatternMismatchException", message);
  }
  noteIntake(account, key, Value, now);
  const { version, tier } = putParameter(account.cloud, key, Value, {
    tier: Tier,
    ...(Description !== undefined && { description: Description }),
    ...(input.AllowedPattern !== undefined && { allowedPattern: input.AllowedPattern }),
    ...(Type === "SecureString" && { keyId: input.KeyId ?? "alias/aws/ssm" }),
  });
  return { Version: Number(version), Tier: tierOf(tier) };
}

function created(input: PutParameterRequest, { account, region }: Call) {
  const { Name: name, Value: value, Type: type, Description, KeyId, AllowedPattern } = input;
  const inputs = {
    name,
    value,
    type,
    description: Description,
    keyId: KeyId,
    allowedPattern: AllowedPattern,
    tier: input.Tier ?? "Standard",
  };
  try {
    const urn = `urn:sandbox:ssm:${name}`;
    const where = { account: account.id, region };
    createResource(account.cloud, { urn, type: PARAMETER, name: nameIn(name), inputs }, where);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    throw new ServiceError("ValidationException", error.message);
  }
  return { Version: 1, Tier: tierOf(inputs.tier) };
}

function asksToRead(
  call: Call,
  action: string,
  names: readonly (string | undefined)[],
  decrypts = false,
): Ask[] {
  return names.flatMap((name = "") => {
    const arn = parameterArn(call, name);
    const state = parameterNamed(call, name)?.state;
    const decrypt = { keyArn: state?.keyId, actions: ["Decrypt"], service: "ssm" };
    return [
      { action: `ssm:${action}`, resource: arn },
      ...(decrypts && state?.type === "SecureString"
        ? keyAsks(call, { ...decrypt, encryptionContext: { PARAMETER_ARN: arn } })
        : []),
    ];
  });
}

function parameterArn(call: Call, name: string): string {
  if (name.startsWith("arn:")) return name;
  return arnOf(call, "ssm", `parameter${name.startsWith("/") ? "" : "/"}${name}`);
}

function parameterNamed({ account }: Call, name: string): Entry | undefined {
  const key = name.replace(/^arn:aws:ssm:[^:]*:\d+:parameter/, "");
  return account.cloud.get({ type: PARAMETER, key });
}

/** Without decryption a secure string is answered as it is stored: nobody can read it. */
function parameterOf({ state }: Entry, decrypted = false): Parameter {
  const { name, type, version, arn, value = state.insecureValue } = state;
  const text = String(value);
  const isSecure = type === "SecureString";
  return {
    Name: String(name),
    Type: isSecure ? "SecureString" : type === "StringList" ? "StringList" : "String",
    Value: isSecure && !decrypted ? Buffer.from(`AQICA${text}`).toString("base64") : text,
    Version: Number(version),
    ARN: String(arn),
    DataType: "text",
  };
}

function tierOf(tier: unknown): ParameterTier {
  return tier === "Advanced" ? "Advanced" : "Standard";
}
