import * as pulumi from "@pulumi/pulumi";
import { pathOf } from "../../../infra/catalog/paths";
import type { Checks } from "../../../infra/catalog/shape";
import { inputError } from "../../../infra/input-error";

/** Longest that one request may take, in milliseconds. */
const LIMIT_MS = 10_000;

/**
 * Most that the checks may take of a canary's environment, in bytes: it holds 4 KiB (Synthetics
 * API, CanaryRunConfigInput), and the other variables are far below 1 KiB.
 */
const CHECKS_MAX = 3072;

/** What a canary asks of a workload. */
export interface SyntheticCheck {
  /** Host name that it calls, over HTTPS. */
  host: pulumi.Input<string>;
  /**
   * Paths and the transaction of each shape that is served, the wanted one's first. A run succeeds if all
   * answers are those that one of these shapes expects.
   */
  checks: readonly Checks[];
  /** The API that lets in signed requests only. @default - none: requests are not signed */
  signedFor?: SignedApi;
  /** Whether it runs: not where something that may run does not answer. @default true */
  runs?: boolean | undefined;
  /** Whether the log of the canary is protected where the environment is. @default true */
  protect?: boolean;
}

/** A stage of an API of API Gateway that asks IAM who may call it. */
export interface SignedApi {
  /** `arn:aws:execute-api:<region>:<account>:<api>`. */
  readonly executionArn: pulumi.Input<string>;
  /** The stage's name, such as `$default`. */
  readonly stage: pulumi.Input<string>;
}

/**
 * The environment of a canary, as `functions/synthetic-check/environment.ts` reads it.
 *
 * @throws {pulumi.ResourceError} for a runtime that is too old, or wanted checks that are too long
 */
export function canaryParameters(
  owner: pulumi.Resource,
  runtime: string,
  { host, checks, signedFor }: SyntheticCheck,
): Record<string, pulumi.Input<string>> {
  const LIBRARY = syntheticsLibrary(runtime);
  if (LIBRARY === undefined) {
    const want = "syn-nodejs-puppeteer-13.1 or newer, or syn-nodejs-3.1 or newer";
    throw inputError(owner, "syntheticsRuntime", runtime, want);
  }
  const size = sizeOf(checks.slice(0, 1));
  if (size > CHECKS_MAX) {
    throw inputError(owner, "checks", `${size} bytes as JSON`, `at most ${CHECKS_MAX}`);
  }
  return {
    BASE_URL: pulumi.interpolate`https://${host}`,
    CHECKS: JSON.stringify(fitting(owner, checks)),
    LIMIT_MS: `${LIMIT_MS}`,
    LIBRARY,
    ...(signedFor && { SIGN_FOR: "execute-api" }),
  };
}

/**
 * The sets of checks that fit, wanted one first: the others are of earlier shapes, which no change of the entry
 * makes shorter, so that they are left out with a warning and not refused.
 */
function fitting(owner: pulumi.Resource, checks: SyntheticCheck["checks"]): Checks[] {
  const kept: Checks[] = [];
  for (const each of checks) if (sizeOf([...kept, each]) <= CHECKS_MAX) kept.push(each);
  const left = checks.length - kept.length;
  if (left > 0) {
    const what = `checks of ${left} earlier shape(s) do not fit into ${CHECKS_MAX} bytes`;
    void pulumi.log.warn(`${what}: until the next release, the synthetic test may fail`, owner);
  }
  return kept;
}

function sizeOf(checks: readonly Checks[]): number {
  return Buffer.byteLength(JSON.stringify(checks));
}

/** ARNs of what a canary calls of an API: each check's method and path, and no other. */
export function invokeArns(
  { executionArn, stage }: SignedApi,
  checks: SyntheticCheck["checks"],
): pulumi.Output<string>[] {
  const calls = checks.flatMap(({ health, readiness, happyPath: { method, path } }) => [
    `GET${pathOf(health)}`,
    `GET${pathOf(readiness)}`,
    `${method}${pathOf(path)}`,
  ]);
  return [...new Set(calls)].map((call) => pulumi.interpolate`${executionArn}/${stage}/${call}`);
}

/** Library of each kind of runtime, and the first version that has it by this name. */
const LIBRARIES = {
  puppeteer: { name: "@aws/synthetics-puppeteer", since: [13, 1] },
  plain: { name: "@aws/synthetics-core", since: [3, 1] },
} as const;

/**
 * Name of the library that is in a runtime such as `syn-nodejs-puppeteer-17.0`; nothing for one so
 * old that it has another. Source: CloudWatch Synthetics guide, "Synthetics runtime versions".
 */
export function syntheticsLibrary(runtime: string): string | undefined {
  const [, browser, major, minor] = /^syn-nodejs-(puppeteer-)?(\d+)\.(\d+)$/.exec(runtime) ?? [];
  const { name, since } = browser ? LIBRARIES.puppeteer : LIBRARIES.plain;
  const [leastMajor, leastMinor] = since;
  const recent =
    Number(major) > leastMajor || (Number(major) === leastMajor && Number(minor) >= leastMinor);
  return recent ? name : undefined;
}
