import {
  type AliasConfiguration,
  GetAliasCommand,
  UpdateAliasCommand,
} from "@aws-sdk/client-lambda";
import { findAlias, pointAlias } from "../../../cloud/deployments/lambda";
import type { Entry, Properties } from "../../../cloud/record";
import { objectOf } from "../../../cloud/values";
import { arnOf, type Call } from "../../call";
import { operation } from "../../operation";
import { ServiceError } from "../../service-error";
import { versionsOf } from "../../simulation/lambda-versions";
import { observeTraffic } from "../../simulation/traffic/observe";
import { functionNamed, nameOf } from "./functions";

const GET_ALIAS = operation(GetAliasCommand, {
  asks: ({ FunctionName }, call) => [asks(call, "GetAlias", FunctionName)],
  handle: ({ FunctionName, Name }, call) => shapeOf(aliasNamed(call, FunctionName, Name).state),
});

const UPDATE_ALIAS = operation(UpdateAliasCommand, {
  asks: ({ FunctionName }, call) => [asks(call, "UpdateAlias", FunctionName)],
  handle({ FunctionName, Name = "", FunctionVersion, RoutingConfig }, call) {
    const { state } = aliasNamed(call, FunctionName, Name);
    const functionName = String(state.functionName);
    const version = FunctionVersion ?? String(state.functionVersion);
    const weights = RoutingConfig?.AdditionalVersionWeights ?? weightsOf(state);
    const known = versionsOf(call.account, functionName).map((each) => each.version);
    const unknown = [version, ...Object.keys(weights)].find((each) => !known.includes(each));
    if (unknown !== undefined) {
      const message = `Function not found: ${arnOf(call, "lambda", `function:${functionName}:${unknown}`)}`;
      throw new ServiceError("ResourceNotFoundException", message, 404);
    }
    const given = Object.keys(weights).length > 0 ? { weights } : {};
    const updated = pointAlias(call.account.cloud, {
      functionName,
      alias: Name,
      version,
      ...given,
    });
    observeTraffic(call.world, call.account);
    return shapeOf(updated);
  },
});

export const ALIASES = [GET_ALIAS, UPDATE_ALIAS];

function asks(call: Call, action: string, functionName = "") {
  const resource = arnOf(call, "lambda", `function:${nameOf(functionName)}`);
  return { action: `lambda:${action}`, resource };
}

function aliasNamed(call: Call, functionName = "", alias = ""): Entry {
  const { state } = functionNamed(call, functionName);
  const found = findAlias(call.account.cloud, String(state.name), alias);
  if (found) return found;
  throw new ServiceError(
    "ResourceNotFoundException",
    `Alias not found: ${state.arn}:${alias}`,
    404,
  );
}

function weightsOf({ routingConfig }: Properties): Record<string, number> {
  const weights = objectOf(objectOf(routingConfig)?.additionalVersionWeights) ?? {};
  return Object.fromEntries(Object.entries(weights).map(([key, value]) => [key, Number(value)]));
}

function shapeOf(state: Properties): AliasConfiguration {
  const weights = weightsOf(state);
  return {
    AliasArn: String(state.arn),
    Name: String(state.name),
    FunctionVersion: String(state.functionVersion),
    Description: String(state.description ?? ""),
    ...(Object.keys(weights).length > 0 && {
      RoutingConfig: { AdditionalVersionWeights: weights },
    }),
  };
}
