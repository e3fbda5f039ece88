import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { parse as parseYaml } from "yaml";
import { z } from "zod";

/**
 * What others rely on: the keys of a stack's config, and the reusable workflows that they call.
 * Files by path, as text.
 */
export type Contract = Readonly<Record<string, string>>;

const PROJECT = "Pulumi.yaml";
const WORKFLOWS = ".github/workflows";

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
        .map((key) => `${file}: ${key} is required, and was not`),
      ...then.outputs
        .filter((key) => !now.outputs.includes(key))
        .map((key) => `${file}: output ${key} is gone`),
    ];
  });
}

/** Whether a message declares a breaking change, as Conventional Commits write it. */
export function declaresBreak(message: string): boolean {
  return /^\w+(\([^)]*\))?!:/.test(message) || /^BREAKING[ -]CHANGE: /m.test(message);
}

/** What a file promises to who uses it; nothing if it is neither the project nor reusable. */
function promises(file: string, text: string): Promises | undefined {
  const content: unknown = parseYaml(text);
  if (file === PROJECT) return { inputs: configOf(content), outputs: [] };
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

function contractAt(revision: string): Contract {
  const git = (...args: string[]) => execFileSync("git", args, { encoding: "utf8" });
  const files = git("ls-tree", "-r", "--name-only", revision, "--", PROJECT, `${WORKFLOWS}/`);
  const names = files.split("\n").filter((file) => /\.ya?ml$/.test(file));
  return Object.fromEntries(names.map((file) => [file, git("show", `${revision}:${file}`)]));
}

function contractHere(): Contract {
  const workflows = readdirSync(WORKFLOWS).map((file) => `${WORKFLOWS}/${file}`);
  return Object.fromEntries(
    [PROJECT, ...workflows].map((file) => [file, readFileSync(file, "utf8")]),
  );
}

/** `tools/contract-diff.ts <revision>`, with the change's message in MESSAGE. */
function main(revision = "HEAD^1"): void {
  const found = breaks(contractAt(revision), contractHere());
  const declared = declaresBreak(process.env.MESSAGE ?? "");
  for (const each of found) console.log(`::${declared ? "notice" : "error"}::${each}`);
  if (found.length === 0) console.log(`Nothing that was promised at ${revision} is broken.`);
  else if (declared) console.log("The change is declared as breaking.");
  else {
    console.log('Mend it, or declare it: a title such as "feat!: ..." (Conventional Commits).');
    process.exitCode = 1;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) main(process.argv[2]);
