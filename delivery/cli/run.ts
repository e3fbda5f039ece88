import { setTimeout } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { keepSecret, withoutSecrets } from "../../infra/secrets";
import { mistakeOf } from "../adapters/aws/errors";
import { afterSilence } from "../progress/after-silence";
import { readCommandLine } from "./grammar";
import { UsageError } from "./options";
import {
  EXIT_CODES,
  type Streams,
  showOnGitHub,
  showOutcome,
  showProblems,
  showProgress,
  USAGE,
} from "./output";
import type { Listed } from "./overview";
import type { Session } from "./verb";

/** What a command line runs in. */
export interface Surroundings extends Streams {
  readonly env: Session["env"];
  readonly signal: AbortSignal;
  /** @default - the machine's own clock */
  readonly clock?: Pick<Session, "now" | "sleep">;
  /** @default - the current folder */
  readonly project?: URL;
  /** @default - cosign, oras and the services of the settings */
  readonly supplyChain?: Session["supplyChain"];
}

/** Variables that hold a secret value. */
const SECRETS = [
  ...["AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "GITHUB_TOKEN", "GITHUB_APP_PRIVATE_KEY"],
  ...["ACTIONS_ID_TOKEN_REQUEST_TOKEN", "NC_CHANGE_TICKETS_AUTHORIZATION"],
];

/** Exit code of a process that SIGINT ended, as a shell gives it: 128 and the signal's number. */
const INTERRUPTED = 130;

/**
 * Runs one command line of `nc`. Nothing that it prints has a secret value in it.
 *
 * @param words - what follows `nc`
 * @param verbs - every verb by name
 * @returns the exit code: 0 pass, 1 fail, 2 wrong command line, 3 wait, 130 interrupted
 * @throws what is a defect of ours
 */
export async function runCommandLine(
  words: readonly string[],
  verbs: Readonly<Record<string, Listed>>,
  { env, signal, out, err, clock, project, supplyChain }: Surroundings,
): Promise<number> {
  for (const each of SECRETS) keepSecret(env[each] ?? "");
  const streams: Streams = {
    out: (text) => out(withoutSecrets(text)),
    err: (text) => err(withoutSecrets(text)),
  };
  const json = words.includes("--json");
  let name = words.filter((word) => !word.startsWith("-")).join(" ");
  const refuse = (message: string) => {
    showProblems(name, message, json, streams);
    showOnGitHub(name, { result: "fail", lines: message.split("\n") }, env, streams);
  };
  try {
    const request = await readCommandLine(words, verbs);
    if (request.kind === "help") {
      streams.out(request.text);
      return EXIT_CODES.pass;
    }
    name = request.given.verb;
    const waits = request.verb.waits ?? { for: "the answers of AWS and GitHub" };
    const what = `nc ${name} waits for ${waits.for}`;
    const progress = { say: (line: string) => showProgress(line, streams) };
    const outcome = await afterSilence({ what, usually: waits.usually }, progress, (say) =>
      request.verb.run(request.given, {
        env,
        project: project ?? pathToFileURL(`${process.cwd()}/`),
        signal,
        now: clock?.now ?? (() => new Date()),
        sleep: clock?.sleep ?? ((milliseconds) => setTimeout(milliseconds, undefined, { signal })),
        say,
        supplyChain,
      }),
    );
    const answer = request.verb.answer.parse(outcome.answer);
    showOutcome(name, { ...outcome, answer }, request.json, streams);
    showOnGitHub(name, outcome, env, streams);
    return EXIT_CODES[outcome.result];
  } catch (error) {
    if (signal.aborted) {
      refuse(`nc ${name} was interrupted: run it again to go on`);
      return INTERRUPTED;
    }
    const mistake = mistakeOf(error);
    if (mistake === undefined) throw error;
    refuse(mistake.message);
    return mistake instanceof UsageError ? USAGE : EXIT_CODES.fail;
  }
}
