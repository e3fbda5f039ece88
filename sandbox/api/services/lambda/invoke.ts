import { InvokeCommand } from "@aws-sdk/client-lambda";
import { Uint8ArrayBlobAdapter } from "@smithy/core/serde";
import { findAlias } from "../../../cloud/deployments/lambda";
import { arnOf, type Call } from "../../call";
import { operation } from "../../operation";
import { behaviourOf } from "../../simulation/behaviours";
import { codeOfVersion } from "../../simulation/lambda-versions";
import { putDatum } from "../../simulation/traffic/custom-metrics";
import type { Invocation, InvocationResult } from "../../world";
import { functionNamed, nameOf } from "./functions";

export const INVOKE = operation(InvokeCommand, {
  asks: ({ FunctionName = "", Qualifier }, call) => {
    const qualifier = qualifierIn(FunctionName) ?? Qualifier;
    const name = nameOf(FunctionName);
    const resource = arnOf(call, "lambda", `function:${name}${qualifier ? `:${qualifier}` : ""}`);
    return [{ action: "lambda:InvokeFunction", resource }];
  },
  async handle({ FunctionName = "", Qualifier, Payload, InvocationType }, call) {
    const fn = functionNamed(call, FunctionName);
    if (InvocationType === "DryRun") return { StatusCode: 204 };
    const qualifier = qualifierIn(FunctionName) ?? Qualifier;
    const functionName = String(fn.state.name);
    const version = versionOf(call, functionName, qualifier);
    const bytes = Payload instanceof Uint8Array ? Payload : new Uint8Array();
    const payload = bytes.byteLength > 0 ? JSON.parse(Buffer.from(bytes).toString()) : undefined;
    const result = await resultOf(call, { functionName, version, payload });
    count(call, functionName, qualifier, "error" in result);
    if (InvocationType === "Event") return { StatusCode: 202 };
    const body = (value: unknown) =>
      Uint8ArrayBlobAdapter.fromString(JSON.stringify(value ?? null));
    if ("returned" in result) {
      return { StatusCode: 200, ExecutedVersion: version, Payload: body(result.returned) };
    }
    const { type: errorType, message: errorMessage } = result.error;
    return {
      StatusCode: 200,
      ExecutedVersion: version,
      FunctionError: "Unhandled",
      Payload: body({ errorType, errorMessage }),
    };
  },
});

/** Runs a version; one whose code crashes does not come so far. */
async function resultOf(
  { account, world }: Call,
  invocation: Omit<Invocation, "account">,
): Promise<InvocationResult> {
  const { functionName, version } = invocation;
  const code = codeOfVersion(account, functionName, version);
  if (behaviourOf(account, code) !== "crashing") return world.run({ account, ...invocation });
  return {
    error: { type: "Runtime.ExitError", message: "Runtime exited with error: exit status 1" },
  };
}

/** Counts an invocation. Source: Lambda developer guide, "Types of metrics for Lambda functions". */
function count({ account, now }: Call, functionName: string, alias = "", failed: boolean): void {
  const dimensions = { FunctionName: functionName, Resource: `${functionName}:${alias}` };
  for (const [metricName, value] of [
    ["Invocations", 1],
    ["Errors", Number(failed)],
  ] as const) {
    const metric = { namespace: "AWS/Lambda", metricName, dimensions };
    putDatum(account, metric, { at: now.toISOString(), value });
  }
}

function qualifierIn(functionName: string): string | undefined {
  return (
    /function:[^:]+:(.+)$/.exec(functionName)?.[1] ?? /^[^:]+:([^:]+)$/.exec(functionName)?.[1]
  );
}

/** The version that is invoked: an alias leads to the one that has most of its traffic. */
function versionOf({ account }: Call, functionName: string, qualifier = "$LATEST"): string {
  const alias = findAlias(account.cloud, functionName, qualifier);
  return alias ? String(alias.state.functionVersion) : qualifier;
}
