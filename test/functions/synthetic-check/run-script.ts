import type { RequestListener } from "node:http";
import { scriptZip } from "../../../components/observe/canary/script-zip";
import { runCanaryScript } from "../../../sandbox/functions/run-canary";
import { withServer } from "../../support/loopback";

/** Checks of the workload's only shape. */
export const WANTED = {
  health: "/healthz",
  readiness: "/readyz",
  happyPath: { method: "POST", path: "/documents", body: '{"title":"x"}', status: 202 },
};

/** How a step ended, as the runtime saw it. */
export type Seen = [step: string, error?: string];

/** The library as the runtime has it: it takes a step's time and passes its error on. */
export function library(seen: Seen[]) {
  return {
    async executeStep(name: string, action: () => Promise<void>) {
      try {
        await action();
        seen.push([name]);
      } catch (error) {
        seen.push([name, String(error)]);
        throw error;
      }
    },
  };
}

/** Runs the script that is in the zip, as the runtime would, against `listener`. */
export async function run(
  listener: RequestListener,
  found: (seen: Seen[]) => object = library,
  variables: Record<string, string> = {},
) {
  const seen: Seen[] = [];
  const synthetics = found(seen);
  const error = await withServer(listener, async (BASE_URL) => {
    const LIBRARY = "@aws/synthetics-puppeteer";
    const CHECKS = JSON.stringify([WANTED]);
    const env = { BASE_URL, CHECKS, LIMIT_MS: "5000", LIBRARY, ...variables };
    return runCanaryScript(scriptZip().bytes, { env, synthetics, fetch }).then(
      () => undefined,
      (failure: Error) => failure.message.replaceAll(BASE_URL, ""),
    );
  });
  return { error, seen: seen.map(([step, failed]) => (failed ? `${step} failed` : step)) };
}
