import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { parse } from "yaml";
import { ENVIRONMENTS } from "../../infra/environments";
import { type Job, jobs, type Step, stepsOf } from "./files";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const EXTENSIONS = ["", ".ts", ".mjs", ".cjs", "/index.ts"];

/** Whether a job holds a credential that changes something, or that AWS takes for a role. */
export function hasCredentials({ permissions = {} }: Job): boolean {
  return Object.values(permissions).includes("write");
}

/** Every file of the repository that such a job reads or runs, found from its steps; sorted. */
export function filesThatRun(): readonly string[] {
  const steps = jobs().flatMap(([, job]) => (hasCredentials(job) ? stepsOf(job) : []));
  const found = new Set<string>(filesBelow(".github"));
  const waiting = steps.flatMap(entriesOf);
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    waiting.push(...namedBy(file));
  }
  return [...found].sort();
}

/** What one step starts, by the tools that this repository uses. */
function entriesOf({ run = "", uses = "" }: Step): string[] {
  const tools = [...run.matchAll(/\bnode --import tsx ([\w./-]+)/g)].map(([, file = ""]) => file);
  const packs = [...run.matchAll(/--policy-pack ([\w./-]+)/g)].map(([, folder = ""]) => folder);
  const scripts = /\bnpm run\b|\bnpm test\b/.test(run) ? ["package.json", "tools/run.mjs"] : [];
  const packages = /\bnpm ci\b/.test(run) ? ["package.json", "package-lock.json", ".npmrc"] : [];
  const engine = /\bpulumi (login|preview|refresh|up)\b/.test(run) || uses.endsWith("/stack");
  return [
    ...tools,
    ...packs.flatMap((folder) => [`${folder}/PulumiPolicy.yaml`, ...mainOf(folder)]),
    ...scripts,
    ...packages,
    ...(engine ? ["Pulumi.yaml", ...ENVIRONMENTS.map((each) => `Pulumi.${each}.yaml`)] : []),
    ...(engine ? [String(parse(text("Pulumi.yaml")).main)] : []),
    // It says how tsx reads every module.
    ...(tools.length > 0 || engine ? ["tsconfig.json"] : []),
  ];
}

/** A package's manifest, and the module that it begins with. */
function mainOf(folder: string): string[] {
  const manifest = `${folder}/package.json`;
  return [manifest, join(folder, JSON.parse(text(manifest)).main)];
}

/** What a module imports, and every file or folder of the repository that its text names. */
function namedBy(file: string): string[] {
  if (!/\.[cm]?[jt]s$/.test(file)) return [];
  const source = ts.createSourceFile(file, text(file), ts.ScriptTarget.Latest);
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) names.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return names.flatMap((name) => [...at(dirname(file), name), ...at(".", name)]);
}

/** The files at a path, which is a module's or ends with a slash; none if there is no such path. */
function at(folder: string, name: string): string[] {
  const path = relative(ROOT, resolve(ROOT, folder, name));
  if (path === "" || path.startsWith("..") || path.startsWith("node_modules")) return [];
  if (name.endsWith("/")) return existsSync(join(ROOT, path)) ? filesBelow(path) : [];
  const found = EXTENSIONS.map((extension) => `${path}${extension}`).find(isFile);
  return found === undefined ? [] : [found];
}

function isFile(path: string): boolean {
  return existsSync(join(ROOT, path)) && statSync(join(ROOT, path)).isFile();
}

function filesBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .map((file) => join(folder, file))
    .filter(isFile);
}

function text(file: string): string {
  return readFileSync(join(ROOT, file), "utf8");
}
