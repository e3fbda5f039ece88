import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parse as parseYaml } from "yaml";
import { z } from "zod";
import { escapeData } from "../../infra/github/workflow-command";
import { reportError } from "../report-error";
import { apiPromises } from "./api-promises";

/**
 * What others rely on: the keys of a stack's config, the reusable workflows that they call, and the API that a team's
 * repository describes. Files by path, as text.
 */
export type Contract = Readonly<Record<string, string>>;

const PROJECT = "Pulumi.yaml";
const WORKFLOWS = ".github/workflows";
/** Where a team's repository describes its API, as OpenAPI 3. */
const APIS = ["openapi.yaml", "openapi.yml", "openapi.json"];

/** The parts of both files that are read. */
const input = z.object({ type: z.string().optional(), required: z.boolean().optional() });
const project = z.object({
  config: z
    .record(z.string(), z.object({ type: z.string(), default: z.unknown().optional() }))
    .default({}),
});
const reusable = z.object({
  on: z.object({
    workflow_call: z
      .object({
        inputs: z.record(z.string(), input).default({}),
        secrets: z.record(z.string(), input.nullable()).default({}),
        outputs: z.record(z.string(), z.unknown()).default({}),
      })
      .nullable(),
  }),
});

type Field = z.output<typeof input>;

interface Promises {
  readonly inputs: Readonly<Record<string, Field>>;
  readonly outputs: readonly string[];
}

/** Every way in which `after` breaks who relies on `before`, each as a sentence; none if it does not. */
export function breaks(before: Contract, after: Contract): string[] {
  return Object.entries(before).flatMap(([file, text]) => {
    const then = promises(file, text);
    if (then === undefined) return [];
    const now = promises(file, after[file] ?? "");
    if (now === undefined) return [`${file} is gone`];
    return [
      ...Object.entries(then.inputs).flatMap(([key, was]) => {
        const is = now.inputs[key];
        if (is === undefined) return [`${file}: ${key} is gone`];
        return is.type === was.type ? [] : [`${file}: ${key} is ${is.type}, and was ${was.type}`];
      }),
      ...Object.keys(now.inputs)
        .filter((key) => needed(now.inputs[key]) && !needed(then.inputs[key]))
        .filter((key) => !isOfNewOperation(key, then, now))
        .map((key) => `${file}: ${key} is required, and was not`),
      ...then.outputs
        .filter((key) => !now.outputs.includes(key))
        .map((key) => `${file}: output ${key} is gone`),
    ];
  });
}

/** Whether an input is of an operation that nobody can rely on yet. */
function isOfNewOperation(key: string, then: Promises, now: Promises): boolean {
  const [name = ""] = key.split(": ");
  return now.outputs.includes(name) && !then.outputs.includes(name);
}

/** Whether a message declares a breaking change, as Conventional Commits write it. */
export function declaresBreak(message: string): boolean {
  return /^\w+(\([^)]*\))?!:/.test(message) || /^BREAKING[ -]CHANGE: /m.test(message);
}

/** What a file promises to who uses it; nothing if it is no project, no API and not reusable. */
function promises(file: string, text: string): Promises | undefined {
  const content: unknown = parseYaml(text);
  if (file === PROJECT) return { inputs: configOf(content), outputs: [] };
  if (APIS.includes(file)) return apiPromises(content);
  const workflow = reusable.safeParse(content);
  if (!workflow.success) return undefined;
  const { inputs = {}, secrets = {}, outputs = {} } = workflow.data.on.workflow_call ?? {};
  const keys = Object.entries(secrets).map(([key, secret]) => [`secret ${key}`, secret ?? {}]);
  return { inputs: { ...inputs, ...Object.fromEntries(keys) }, outputs: Object.keys(outputs) };
}

/** A stack must give what has no default. */
function configOf(content: unknown): Promises["inputs"] {
  const { config } = project.parse(content ?? {});
  return Object.fromEntries(
    Object.entries(config).map(([key, { type, default: value }]) => [
      key,
      { type, required: value === undefined },
    ]),
  );
}

function needed(field: Field | undefined): boolean {
  return field?.required === true;
}

function contractAt(revision: string, folder: string): Contract {
  const git = (...args: string[]) => execFileSync("git", args, { cwd: folder, encoding: "utf8" });
  const paths = [PROJECT, ...APIS, `${WORKFLOWS}/`];
  const files = git("ls-tree", "-r", "--name-only", revision, "--", ...paths);
  const names = files.split("\n").filter((file) => /\.(ya?ml|json)$/.test(file));
  return Object.fromEntries(names.map((file) => [file, git("show", `${revision}:${file}`)]));
}

function contractHere(folder: string): Contract {
  const workflows = existsSync(join(folder, WORKFLOWS)) ? readdirSync(join(folder, WORKFLOWS)) : [];
  const files = [PROJECT, ...APIS, ...workflows.map((file) => `${WORKFLOWS}/${file}`)];
  const there = files.filter((file) => existsSync(join(folder, file)));
  return Object.fromEntries(there.map((file) => [file, readFileSync(join(folder, file), "utf8")]));
}

/** `tools/workflow/contract-diff.ts <revision> [<checkout>]`, with the change's message in MESSAGE. */
function main(revision = "HEAD^1", folder = "."): void {
  let found: string[];
  try {
    found = breaks(contractAt(revision, folder), contractHere(folder));
  } catch (error) {
    reportError(error);
    return;
  }
  const declared = declaresBreak(process.env.MESSAGE ?? "");
  const level = declared ? "notice" : "error";
  for (const each of found) console.log(`::${level}::${escapeData(each)}`);
  if (found.length === 0) console.log(`Nothing that was promised at ${revision} is broken.`);
  else if (declared) console.log("The change is declared as breaking.");
  else {
    console.log('Mend it, or declare it: a title such as "feat!: ..." (Conventional Commits).');
    process.exitCode = 1;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  main(...process.argv.slice(2));
}
