import { VERBS } from "../../../../delivery/commands";
import { answerFile } from "../../../../delivery/documents/verb-table";
import type { SignedConfig } from "../../../sandbox/api/support/test-api";
import { schemaProblems } from "../../../support/published-schemas";

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
 * @throws if what it prints with `--json` is not as the verb's published schema says
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
  if (words.includes("--json")) checkJson(out);
  return { code, out, err };
}

function checkJson(out: string): void {
  const printed: { verb: string } = JSON.parse(out);
  const problems = schemaProblems(answerFile(printed.verb), printed);
  if (problems.length > 0) throw new Error(`${printed.verb} prints\n${out}${problems.join("\n")}`);
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
