import { runInNewContext } from "node:vm";
import { unzipSync } from "fflate";
import type { Checks } from "../../infra/catalog/shape";
import { findBy } from "../api/resources";
import type { Account } from "../api/world";
import { objectOf } from "../cloud/values";
import { answerOfListener } from "./workload-answers";

/** Where CloudWatch Synthetics has the script in its zip. */
const SCRIPT = "nodejs/node_modules/check.js";

/** What the runtime has beside the language, as far as the script uses it. */
const GLOBALS = { crypto, AbortSignal, Error, Headers, TextEncoder, URL };

/** What a run of the script finds outside of itself. */
export interface CanaryRuntime {
  /** Variables of its environment. */
  readonly env: Readonly<Record<string, string>>;
  /** The library of Synthetics that `LIBRARY` names. */
  readonly synthetics: object;
  readonly fetch: typeof fetch;
}

/** Runs the script that is in the zip of a synthetic test, as the runtime of Synthetics does. Fails where the test does. */
export async function runCanaryScript(
  zip: Uint8Array,
  { env, synthetics, fetch }: CanaryRuntime,
): Promise<void> {
  const code = new TextDecoder().decode(unzipSync(zip)[SCRIPT]);
  const module = { exports: {} as { handler(): Promise<void> } };
  const require = (id: string) => {
    if (id === env.LIBRARY) return synthetics;
    throw new Error(`${id} is not in the runtime`);
  };
  runInNewContext(code, { ...GLOBALS, fetch, module, require, process: { env } });
  await module.exports.handler();
}

/**
 * One run of the synthetic test of a service: the script and the variables that the account's record has of it, against what the
 * load balancer answers there.
 *
 * @returns the steps that it took, in their order, and why it failed: nothing where it succeeded
 */
export async function runCanary(
  account: Account,
  canaryName: string,
): Promise<{ readonly steps: readonly string[]; readonly failure?: string }> {
  const canary = findBy(account, "aws:synthetics/canary:Canary", "name", canaryName)?.state;
  if (!canary) throw new Error(`there is no synthetic test ${canaryName}`);
  const object = findBy(account, "aws:s3/bucketObjectv2:BucketObjectv2", "key", canary.s3Key);
  const zip = Buffer.from(String(object?.inputs.contentBase64 ?? ""), "base64");
  const variables = objectOf(objectOf(canary.runConfig)?.environmentVariables) ?? {};
  const env = Object.fromEntries(Object.entries(variables).map(([key, text]) => [key, `${text}`]));
  const steps: string[] = [];
  const synthetics = {
    async executeStep(name: string, action: () => Promise<void>) {
      steps.push(name);
      await action();
    },
  };
  const fetch = fetchFrom(account, JSON.parse(env.CHECKS ?? "[]"));
  return runCanaryScript(zip, { env, synthetics: { synthetics, ...synthetics }, fetch }).then(
    () => ({ steps }),
    (error: Error) => ({ steps, failure: error.message }),
  );
}

/** Requests that the load balancer of the account answers. */
function fetchFrom(account: Account, checks: readonly Checks[]): typeof fetch {
  return async (input, { method = "GET" } = {}) => {
    const url = String(input);
    const { pathname, search } = new URL(url);
    const happy = checks
      .map(({ happyPath }) => happyPath)
      .find((each) => each.method === method && each.path === `${pathname}${search}`);
    const step = { name: "health" as const, method, url, status: happy?.status ?? 200 };
    const outcome = answerOfListener(account, step);
    if ("status" in outcome) return new Response(null, { status: outcome.status });
    throw new Error("fetch failed", { cause: new Error(outcome.failure) });
  };
}
