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
  const live = aliasNamed(cloud, functionName, "live");
  const before = String(live.state.functionVersion);
  updateCode(cloud, functionName, {
    codeSha256: createHash("sha256").update(code).digest("base64"),
    sourceCodeSize: Buffer.byteLength(code),
  });
  const version = publishVersion(cloud, functionName);
  const point = (alias: string, to: string, weights?: Weights) =>
    pointAlias(cloud, { functionName, alias, version: to, weights });
  return {
    version,
    shift: (percent) => void point("live", before, { [version]: percent / 100 }),
    finish() {
      point("live", version);
      if (findAlias(cloud, functionName, "previous")) point("previous", before);
    },
    rollBack: () => void point("live", before),
  };
}

/** What an upload of code changes of a function. */
export interface UploadedCode {
  /** SHA-256 of the zip, in Base64. */
  readonly codeSha256: string;
  /** Size of the zip, in bytes. */
  readonly sourceCodeSize: number;
}

/** Records code that was uploaded to a function: no version has it yet. */
export function updateCode(cloud: Cloud, functionName: string, code: UploadedCode): Properties {
  const fn = functionNamed(cloud, functionName);
  return cloud.patch(fn, (state) => ({ ...state, ...code })).state;
}

/**
 * Records that a function's code is published as its next version.
 *
 * @returns the version's number
 */
export function publishVersion(cloud: Cloud, functionName: string): string {
  const fn = functionNamed(cloud, functionName);
  const version = String(Number(fn.state.version) + 1);
  cloud.patch(fn, (state) => ({
    ...state,
    version,
    qualifiedArn: `${state.arn}:${version}`,
    qualifiedInvokeArn: String(state.invokeArn).replace(
      String(state.arn),
      `${state.arn}:${version}`,
    ),
  }));
  return version;
}

/** Shares of versions besides the one that an alias points at, 0 to 1. */
export type Weights = Readonly<Record<string, number>>;

/** Where an alias leads. */
export interface AliasTarget {
  readonly functionName: string;
  /** Name of the alias. */
  readonly alias: string;
  /** Version that it points at. */
  readonly version: string;
  /** @default - all traffic is the version's */
  readonly weights?: Weights;
}

/** Records where an alias leads from now on. */
export function pointAlias(cloud: Cloud, { functionName, alias, version, weights }: AliasTarget) {
  const entry = aliasNamed(cloud, functionName, alias);
  return cloud.patch(entry, ({ routingConfig: _, ...state }) => ({
    ...state,
    functionVersion: version,
    ...(weights && { routingConfig: { additionalVersionWeights: weights } }),
  })).state;
}

/** An alias of a function; `undefined` where there is none. */
export function findAlias(cloud: Cloud, functionName: string, alias: string): Entry | undefined {
  return cloud
    .list(ALIAS)
    .find(({ state }) => state.functionName === functionName && state.name === alias);
}

function aliasNamed(cloud: Cloud, functionName: string, alias: string): Entry {
  const found = findAlias(cloud, functionName, alias);
  if (found) return found;
  throw new Error(`${functionName}:${alias} does not exist`);
}

function functionNamed(cloud: Cloud, name: string): Entry {
  const found = cloud.list(FUNCTION).find(({ state }) => state.name === name);
  if (found) return found;
  throw new Error(`${name} does not exist`);
}
