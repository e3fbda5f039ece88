import { createHash } from "node:crypto";
import type { Cloud, Entry, Properties } from "../record";

const FUNCTION = "aws:lambda/function:Function";
const ALIAS = "aws:lambda/alias:Alias";

/** A deployment of one function that goes on. */
export interface LambdaDeployment {
  /** Version that is deployed. */
  readonly version: string;
  /** Gives `percent` of the traffic of `live` to the new version. */
  shift(percent: number): void;
  /** Gives all traffic to the new version, and points `previous` at the version before. */
  finish(): void;
  /** Gives all traffic back to the version before. */
  rollBack(): void;
}

/**
 * Records what a deployment does before it shifts traffic: uploads `code`, and publishes it as the
 * next version.
 *
 * @throws {Error} if the function, or its alias `live`, does not exist
 */
export function deployFunction(cloud: Cloud, functionName: string, code: string): LambdaDeployment {
  const fn = named(cloud.list(FUNCTION), "name", functionName);
  const aliases = cloud.list(ALIAS).filter(({ state }) => state.functionName === functionName);
  const live = named(aliases, "name", "live");
  const previous = aliases.find(({ state }) => state.name === "previous");
  const before = String(live.state.functionVersion);
  const version = String(Number(fn.state.version) + 1);
  cloud.patch(fn, (state) => ({
    ...state,
    codeSha256: createHash("sha256").update(code).digest("base64"),
    sourceCodeSize: Buffer.byteLength(code),
    version,
    qualifiedArn: `${state.arn}:${version}`,
    qualifiedInvokeArn: String(state.invokeArn).replace(
      String(state.arn),
      `${state.arn}:${version}`,
    ),
  }));

  const point = (alias: Entry, functionVersion: string, weights?: Properties) =>
    cloud.patch(alias, ({ routingConfig: _, ...state }) => ({
      ...state,
      functionVersion,
      ...(weights && { routingConfig: { additionalVersionWeights: weights } }),
    }));
  return {
    version,
    shift: (percent) => void point(live, before, { [version]: percent / 100 }),
    finish() {
      point(live, version);
      if (previous) point(previous, before);
    },
    rollBack: () => void point(live, before),
  };
}

function named(entries: readonly Entry[], property: string, name: string): Entry {
  const found = entries.find(({ state }) => state[property] === name);
  if (found) return found;
  throw new Error(`${name} does not exist`);
}
