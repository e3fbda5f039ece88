import type { Account, Invocation, InvocationResult, World } from "../../world";
import { behaviourOf } from "../behaviours";
import { codeOfVersion } from "../lambda-versions";
import { putDatum } from "../traffic/custom-metrics";

/** What is run: a version, as `qualifier` led to it. */
export interface VersionCall extends Omit<Invocation, "account"> {
  /** Alias or version that the caller named. @default - none */
  readonly qualifier?: string | undefined;
}

/** Runs a version, and counts that. One whose code crashes does not come so far. */
export async function runVersion(
  world: World,
  account: Account,
  { qualifier = "", ...invocation }: VersionCall,
): Promise<InvocationResult> {
  const { functionName, version } = invocation;
  const code = codeOfVersion(account, functionName, version);
  const result: InvocationResult =
    behaviourOf(account, code) === "crashing"
      ? {
          error: { type: "Runtime.ExitError", message: "Runtime exited with error: exit status 1" },
        }
      : await world.run({ account, ...invocation });
  // Source: Lambda developer guide, "Types of metrics for Lambda functions".
  const ofFunction = { FunctionName: functionName };
  const at = world.clock.now().toISOString();
  for (const [metricName, value] of [
    ["Invocations", 1],
    ["Errors", Number("error" in result)],
  ] as const) {
    for (const dimensions of [
      ofFunction,
      { ...ofFunction, Resource: `${functionName}:${qualifier}` },
    ]) {
      putDatum(account, { namespace: "AWS/Lambda", metricName, dimensions }, { at, value });
    }
  }
  return result;
}
