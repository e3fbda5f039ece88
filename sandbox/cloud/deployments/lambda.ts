import { createHash } from "node:crypto";
import type { Cloud, Entry, Properties } from "../record";

const FUNCTION = "aws:lambda/function:Function";
const ALIAS = "aws:lambda/alias:Alias";

/** A delivery of one function, as it goes on outside Pulumi. */
export interface LambdaDeployment {
  /** Version that it brings. */
  readonly version: string;
  /** Gives `percent` of the traffic of `live` to the new version. */
  shift(percent: number): void;
  /** Gives all of it to the new version, and points `previous` at the one before. */
  finish(): void;
  /** Gives all of it back to the one before. */
  rollBack(): void;
}

/**
 * Does to a function what a delivery does before its traffic shifts: uploads `code`, and publishes
 * it as the next version.
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
