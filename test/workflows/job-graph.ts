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
 * A job whose needs did not all succeed is skipped, unless its condition asks for how they ended (GitHub Docs,
 * "Workflow syntax", `jobs.<job_id>.needs`).
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
    return started.ends?.[key] ?? "success";
  });
  return ran;
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
 * @returns how the whole ends: as a failure where a job failed, as skipped where none ran
 */
export function jobsOfRun(
  jobs: Readonly<Record<string, Job>>,
  { event, ref, inputs = {}, fork = false }: Started,
  run: (key: string, job: Job, known: Known) => Result,
): Result {
  const results: Record<string, Result> = {};
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
    if (!isDue(job, contexts)) {
      results[key] = "skipped";
      continue;
    }
    results[key] = run(key, job, { filled: (text) => filled(text, contexts) });
  }
  const all = Object.values(results);
  if (all.every((each) => each === "skipped")) return "skipped";
  return all.find((each) => each === "failure" || each === "cancelled") ?? "success";
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

function isDue({ if: condition }: Job, contexts: Contexts): boolean {
  const text = (condition ?? "success()").replace(/^\$\{\{([\s\S]*)\}\}$/, "$1");
  const asks = STATUS.some((name) => new RegExp(`\\b${name}\\(`).test(text));
  return evaluate(asks ? text : `success() && (${text})`, contexts).coerceString() === "true";
}

/** A text with each of its expressions replaced by what it says. */
function filled(text: string, contexts: Contexts): string {
  return text.replaceAll(/\$\{\{(.+?)\}\}/g, (_, expression: string) =>
    evaluate(expression, contexts).coerceString(),
  );
}

function evaluate(text: string, contexts: Contexts): data.ExpressionData {
  const before = Object.values(contexts.needs).map(({ result }) => result);
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
