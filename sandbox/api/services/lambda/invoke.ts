import { InvokeCommand } from "@aws-sdk/client-lambda";
import { Uint8ArrayBlobAdapter } from "@smithy/core/serde";
import { findAlias } from "../../../cloud/deployments/lambda";
import { arnOf, type Call } from "../../call";
import { operation } from "../../operation";
import { callAsynchronously } from "../../simulation/functions/asynchronous";
import { runVersion } from "../../simulation/functions/run-version";
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
    const functionName = String(fn.state.name);
    const qualifier = qualifierIn(FunctionName) ?? Qualifier;
    const bytes = Payload instanceof Uint8Array ? Payload : new Uint8Array();
    const payload = bytes.byteLength > 0 ? JSON.parse(Buffer.from(bytes).toString()) : undefined;
    const { world, account } = call;
    if (InvocationType === "Event") {
      const asynchronous = { functionName, qualifier: qualifier ?? "$LATEST", payload };
      await callAsynchronously(world, account, asynchronous);
      return { StatusCode: 202 };
    }
    const version = versionOf(call, functionName, qualifier);
    const result = await runVersion(world, account, { functionName, version, qualifier, payload });
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
