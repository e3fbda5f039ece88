import { VERBS } from "../../../../delivery/commands";
import type { SignedConfig } from "../../../sandbox/api/support/test-api";

// Top-level await: Mocha requires a file where it can, and the modules of a required file are others than those
// that a verb is loaded from.
const { runCommandLine } = await import("../../../../delivery/cli/run");

/** What a command line of `nc` ended with. */
export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Time on the clock of every command line. */
export const NOW = new Date("2026-11-02T15:00:00.000Z");

/**
 * Runs a command line of `nc` in this process. Waiting takes no time.
 *
 * @param project - folder of the stack files. @default - the current one
 */
export async function nc(
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
  project?: URL,
): Promise<Ended> {
  let out = "";
  let err = "";
  const code = await runCommandLine(words, VERBS, {
    env,
    project,
    signal: new AbortController().signal,
    clock: { now: () => NOW, sleep: async () => undefined },
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  });
  return { code, out, err };
}

/** The variables by which `nc` reaches a test's account, as `aws-actions/configure-aws-credentials` sets them. */
export function variablesOf({ region, endpoint, credentials }: SignedConfig) {
  return {
    AWS_REGION: region,
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken ?? "",
  };
}
