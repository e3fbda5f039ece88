import { data, Evaluator, Lexer, Parser } from "@actions/expressions";
import { type Job, workflow } from "./files";

/** How a job ends: GitHub's words for a job's result (contexts reference, `needs.<id>.result`). */
type Result = "success" | "failure" | "cancelled" | "skipped";

/** What a run is started by. */
export interface Started {
  /** Such as `push`. */
  readonly event: string;
  /** Full ref, such as `refs/tags/v1.0.0`. */
  readonly ref: string;
  /** Inputs of a workflow that is called. @default - none */
  readonly inputs?: Readonly<Record<string, string>>;
  /** Whether its pull request comes from a fork. @default - from the repository itself */
  readonly fork?: boolean;
  /** Jobs that do not succeed, such as one whose reviewer rejects it. @default - none */
  readonly ends?: Readonly<Record<string, Result>>;
}

/**
 * Which jobs of a workflow run, with their environment; their conditions are evaluated by GitHub's own library.
 * A job is skipped where one that it needs, directly or through others, did not succeed, unless its condition asks for how
 * they ended (GitHub Docs, "Workflow syntax", `jobs.<job_id>.needs`: a failure or skip applies to all jobs in the chain;
 * https://github.com/actions/runner/issues/2205: also past a job in between that ran).
 *
 * @returns `key` or `key (environment)` of each job that ran, in the order of the file
 */
export function jobsThatRun(file: string, started: Started): string[] {
  const ran: string[] = [];
  jobsOfRun(workflow(file).jobs, started, (key, job, { filled }) => {
    const environment =
      typeof job.environment === "object" ? job.environment.name : job.environment;
    const name = environment ?? (job.with?.environment as string | undefined);
    ran.push(name === undefined ? key : `${key} (${filled(name)})`);
    return { result: started.ends?.[key] ?? "success", skipped: false };
  });
  return ran;
}

/** How a job ended that ran. */
export interface Ended {
  readonly result: Result;
  /** Whether it is the call of a workflow in which a job was skipped. */
  readonly skipped: boolean;
}

/** What is known where a job runs. */
interface Known {
  /** A text with each of its expressions replaced by what it says. */
  filled(text: string): string;
}

/**
 * Goes through the jobs of a workflow, and runs each that is due.
 *
 * @param run - a job that is due; answers how it ends
 * GitHub does not say whether a job that is skipped in a called workflow counts for those that need the call. Here it does,
 * so that a workflow which runs here runs either way.
 *
 * @returns how the whole ends: as a failure where a job failed, as skipped where none ran
 */
export function jobsOfRun(
  jobs: Readonly<Record<string, Job>>,
  { event, ref, inputs = {}, fork = false }: Started,
  run: (key: string, job: Job, known: Known) => Ended,
): Ended {
  const results: Record<string, Result> = {};
  /** How a job, and all that it needs, ended. */
  const chains: Record<string, readonly Result[]> = {};
  for (const [key, job] of Object.entries(jobs)) {
    const needs = [job.needs ?? []].flat();
    for (const each of needs) {
      if (results[each] === undefined) throw new Error(`${key} is before ${each}, which it needs`);
    }
    const contexts = {
      github: { event_name: event, ref, repository: REPOSITORY, event: pullRequest(fork) },
      inputs,
      needs: Object.fromEntries(
        needs.map((each) => [each, { result: results[each], outputs: OUTPUTS }]),
      ),
    };
    const before = needs.flatMap((each) => chains[each] ?? []);
    const ended: Ended = isDue(job, contexts, before)
      ? run(key, job, { filled: (text) => filled(text, contexts) })
      : { result: "skipped", skipped: true };
    results[key] = ended.result;
    chains[key] = [...before, ended.result, ...(ended.skipped ? (["skipped"] as const) : [])];
  }
  const all = Object.values(results);
  const skipped = Object.values(chains).some((each) => each.includes("skipped"));
  if (all.every((each) => each === "skipped")) return { result: "skipped", skipped };
  const bad = all.find((each) => each === "failure" || each === "cancelled");
  return { result: bad ?? "success", skipped };
}

/** What jobs say to those that need them, as far as calls hand it on. */
const OUTPUTS = { version: "v1.2.3", sha256: "0".repeat(64) };

const REPOSITORY = "neurocipher/infrastructure";

/** The event of a pull request, as far as conditions read it. */
const pullRequest = (fork: boolean) => ({
  pull_request: {
    head: { repo: { full_name: fork ? "mallory/infrastructure" : REPOSITORY } },
    user: { login: "octocat" },
  },
});

interface Contexts {
  readonly github: Readonly<Record<string, unknown>>;
  readonly inputs: Readonly<Record<string, string>>;
  readonly needs: Readonly<
    Record<string, { readonly result: Result | undefined; readonly outputs: object }>
  >;
}

/** Functions of a condition that ask how the jobs before have ended. */
const STATUS = ["success", "failure", "cancelled", "always"] as const;

function isDue({ if: condition }: Job, contexts: Contexts, before: readonly Result[]): boolean {
  const text = (condition ?? "success()").replace(/^\$\{\{([\s\S]*)\}\}$/, "$1");
  const asks = STATUS.some((name) => new RegExp(`\\b${name}\\(`).test(text));
  const whole = asks ? text : `success() && (${text})`;
  return evaluate(whole, contexts, before).coerceString() === "true";
}

/** A text with each of its expressions replaced by what it says. */
function filled(text: string, contexts: Contexts): string {
  return text.replaceAll(/\$\{\{(.+?)\}\}/g, (_, expression: string) =>
    evaluate(expression, contexts).coerceString(),
  );
}

/** @param before - how the jobs before have ended, through the whole chain. @default - it does not ask for them */
function evaluate(
  text: string,
  contexts: Contexts,
  before: readonly Result[] = [],
): data.ExpressionData {
  const answers: Record<(typeof STATUS)[number], boolean> = {
    success: before.every((result) => result === "success"),
    failure: before.includes("failure"),
    cancelled: before.includes("cancelled"),
    always: true,
  };
  const functions = STATUS.map((name) => ({
    name,
    minArgs: 0,
    maxArgs: 0,
    call: () => new data.BooleanData(answers[name]),
  }));
  const { tokens } = new Lexer(text).lex();
  const tree = new Parser(tokens, Object.keys(contexts), functions).parse();
  const all = JSON.parse(JSON.stringify(contexts), data.reviver) as data.Dictionary;
  return new Evaluator(tree, all, new Map(functions.map((each) => [each.name, each]))).evaluate();
}
