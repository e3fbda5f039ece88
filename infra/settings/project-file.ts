import { existsSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { type Document, isAlias, isMap, isScalar, isSeq, type Pair, parseDocument } from "yaml";
import { formatProblem, InvalidInput } from "../problems";

/** `Pulumi.yaml`, or the file of a stack. */
export interface ProjectFile {
  /** Such as `Pulumi.dev.yaml`. */
  readonly name: string;
  readonly text: string;
  readonly content: Readonly<Record<string, unknown>>;
  /** The keys of the highest level, and where the line of each starts: an offset into the text. */
  readonly lines: readonly { readonly key: string; readonly start: number }[];
}

/** Numbers that every version of YAML reads alike, and JSON writes as they stand here. */
const PLAIN_NUMBER = /^-?(0|[1-9]\d{0,14})$|^-?(0|[1-9]\d{0,5})\.\d{0,3}[1-9]$/;

/**
 * What a version of YAML takes for a number or a date (octal, hexadecimal, sexagesimal), or refuses
 * inside brackets. A `_` may stand anywhere in such a number: it is left out before this is asked.
 */
const UNCLEAR =
  /^:|^[-+]?[\d.]+(e[-+]?\d+)?$|^[-+]?0[xob]|^[-+]?\.(inf|nan)$|^\d{4}-\d|^\d+(:\d+){2,}$/i;

/** Line breaks of YAML 1.1 that are none in YAML 1.2, and what no text file holds. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029\ufeff]/;

/**
 * Reads a file of the project as the `pulumi` CLI reads it, without the CLI. What this reader and the
 * CLI could understand differently is refused. The values of secrets are not shown.
 *
 * @returns nothing if there is no such file
 * @throws {InvalidInput} that lists every problem
 */
export function readProjectFile(file: URL): ProjectFile | undefined {
  if (!existsSync(file)) return undefined;
  return parseProjectFile(basename(fileURLToPath(file)), readFileSync(file, "utf8"));
}

/**
 * Reads the text of a file of the project, as {@link readProjectFile} does.
 *
 * @throws {InvalidInput} that lists every problem
 */
export function parseProjectFile(name: string, text: string): ProjectFile {
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error) throw new InvalidInput(name, [`YAML is wrong: ${error.message.split("\n")[0]}`]);
  const problems = problemsOf(document, text);
  if (problems.length > 0) throw new InvalidInput(name, problems);
  const content: unknown = document.toJS();
  return {
    name,
    text,
    content: content instanceof Object ? { ...content } : {},
    lines: linesOf(document, text),
  };
}

/**
 * Reads a file of the project that has to be there.
 *
 * @throws {InvalidInput} that lists every problem
 */
export function requireProjectFile(file: URL): ProjectFile {
  const found = readProjectFile(file);
  if (found) return found;
  const path = fileURLToPath(file);
  throw new InvalidInput(basename(path), [formatProblem("file", undefined, path)]);
}

/**
 * The config of a stack's file, as the engine hands it over: text by `<project>:<key>`, and JSON where
 * a value is not text itself. A key without a project is of `project`.
 *
 * @throws {InvalidInput} that names each key that is given twice
 */
export function configOf(
  project: string,
  { name, content: { config } }: ProjectFile,
): Record<string, string> {
  const entries = Object.entries(config instanceof Object ? config : {}).map(
    ([key, value]) =>
      [fullKey(project, key), typeof value === "string" ? value : JSON.stringify(value)] as const,
  );
  const keys = entries.map(([key]) => key);
  const twice = new Set(keys.filter((key, index) => keys.indexOf(key) !== index));
  if (twice.size > 0) {
    throw new InvalidInput(
      name,
      [...twice].map((key) => `${key} is given in two spellings: expected one`),
    );
  }
  return Object.fromEntries(entries);
}

/** `cidr` and `nc-platform:config:cidr` are other spellings of `nc-platform:cidr`. */
function fullKey(project: string, key: string): string {
  if (!key.includes(":")) return `${project}:${key}`;
  return key.replace(/^([^:]+):config:([^:]+)$/, "$1:$2");
}

function problemsOf(document: Document, text: string): string[] {
  const { contents, directives } = document;
  if (CONTROL.test(text)) return ["text has a control character: expected none"];
  if (directives?.yaml.explicit) return ["%YAML is a directive: expected none"];
  if (contents === null || (isScalar(contents) && contents.value === null)) return [];
  if (!isMap(contents) || contents.flow) return ["file is no list of keys: expected `config:`"];
  return nodeProblems("", contents);
}

/** What is wrong with `node`, whose `field` is the dotted path to it. */
function nodeProblems(field: string, node: unknown): string[] {
  if (isAlias(node)) return [`${field} is the alias *${node.source}: expected the value itself`];
  if (!(isScalar(node) || isMap(node) || isSeq(node))) return [`${field} is blank: ${A_VALUE}`];
  if (node.tag !== undefined) return [`${field} has the tag ${node.tag}: expected none`];
  if (isScalar(node)) return scalarProblems(field, node);
  if (isSeq(node)) {
    return node.items.flatMap((item, index) => nodeProblems(`${field}[${index}]`, item));
  }
  if (node.has("secure")) return [`${field} is a secret: expected a value that is none`];
  return node.items.flatMap((pair) => pairProblems(field, pair));
}

const A_VALUE = "expected a value, or no such key where the default is meant";

function pairProblems(field: string, { key, value }: Pair): string[] {
  const at = (name: string) => (field === "" || field === "config" ? name : `${field}.${name}`);
  if (!isScalar(key) || key.value === null) return [`${at("?")} is no key: expected text`];
  const name = at(String(key.source ?? key.value));
  if (key.value === "<<") return [`${name} is a merge key: expected the keys that it stands for`];
  const wrong = nodeProblems(name, key);
  return wrong.length > 0 ? wrong : nodeProblems(name, value);
}

function scalarProblems(field: string, { type, value, source = "" }: ScalarNode): string[] {
  if (type === "BLOCK_FOLDED") return [`${field} is folded by ">": expected one line, in quotes`];
  if (type !== "PLAIN") return [];
  if (value === null) return [`${field} is blank: ${A_VALUE}`];
  if (PLAIN_NUMBER.test(source) && source !== "-0") return [];
  if (!UNCLEAR.test(source.replaceAll("_", ""))) return [];
  return [`${field} is ${source}: expected text, or a number as JSON writes it: put it in quotes`];
}

interface ScalarNode {
  readonly type?: string;
  readonly value: unknown;
  readonly source?: string;
}

function linesOf({ contents }: Document, text: string): ProjectFile["lines"] {
  if (!isMap(contents)) return [];
  return contents.items.flatMap(({ key }) => {
    if (!isScalar(key) || !key.range) return [];
    return [{ key: String(key.value), start: text.lastIndexOf("\n", key.range[0] - 1) + 1 }];
  });
}
