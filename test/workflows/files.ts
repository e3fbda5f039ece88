import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { parse } from "yaml";

const GITHUB = new URL("../../.github/", import.meta.url);

/** A step of a job or of a composite action. */
export interface Step {
  readonly id?: string;
  readonly name?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

/** A composite action of this repository. */
export interface Action {
  readonly inputs?: Readonly<Record<string, { readonly required?: boolean }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

/** What the rules ask of a job. */
export interface Job {
  readonly name?: string;
  readonly needs?: string | readonly string[];
  readonly if?: string;
  readonly uses?: string;
  readonly environment?: string | { readonly name: string };
  readonly permissions?: Readonly<Record<string, string>>;
  readonly concurrency?: Readonly<Record<string, unknown>>;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly strategy?: { readonly matrix: Readonly<Record<string, readonly unknown[]>> };
  readonly steps?: readonly Step[];
  readonly "timeout-minutes"?: number;
}

/** One workflow: its file, its text and what the text says. */
export interface Workflow {
  readonly file: string;
  readonly text: string;
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: unknown;
  readonly concurrency?: Readonly<Record<string, unknown>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

/** Every workflow, by the name of its file. */
export function workflows(): readonly Workflow[] {
  return readdirSync(new URL("workflows/", GITHUB))
    .sort()
    .map((file) => {
      const text = readFileSync(new URL(`workflows/${file}`, GITHUB), "utf8");
      return { ...parse(text), file, text };
    });
}

/** The workflow of this file. */
export function workflow(file: string): Workflow {
  const found = workflows().find((each) => each.file === file);
  if (found === undefined) throw new Error(`.github/workflows/${file} is missing`);
  return found;
}

/** The job of this key. */
export function job(file: string, key: string): Job {
  const found = workflow(file).jobs[key];
  if (found === undefined) throw new Error(`.github/workflows/${file} has no job ${key}`);
  return found;
}

/** Every job, as `<file> <key>`. */
export function jobs(): readonly (readonly [name: string, job: Job])[] {
  return workflows().flatMap(({ file, jobs: all }) =>
    Object.entries(all).map(([key, each]) => [`${file} ${key}`, each] as const),
  );
}

/** Names of the actions of this repository. */
export function actions(): readonly string[] {
  return readdirSync(new URL("actions/", GITHUB)).sort();
}

/** The action of this name. */
export function action(name: string): Action {
  return parse(readFileSync(new URL(`actions/${name}/action.yml`, GITHUB), "utf8"));
}

/** The steps of a job, each action of this repository with its own behind it. */
export function stepsOf({ steps = [] }: Pick<Job, "steps">): readonly Step[] {
  return steps.flatMap((step) => {
    const [, own] = /^\$\/\.github\/actions\/([\w-]+)$/.exec(step.uses ?? "") ?? [];
    return own === undefined ? [step] : [step, ...action(own).runs.steps];
  });
}

/** The text of every workflow and every action of ours, by path below `.github`. */
export function texts(): readonly (readonly [path: string, text: string])[] {
  return [
    ...workflows().map(({ file, text }) => [`workflows/${basename(file)}`, text] as const),
    ...actions()
      .map((name) => `actions/${name}/action.yml`)
      .map((path) => [path, readFileSync(new URL(path, GITHUB), "utf8")] as const),
  ];
}
