import { expect } from "chai";
import { readCommandLine } from "../../delivery/cli/grammar";
import { readOptions, UsageError } from "../../delivery/cli/options";
import { VERBS } from "../../delivery/commands";
import { action, actions, workflows } from "./files";

/** What a workflow's variables hold, as a value that is right where it is given. */
const VARIABLES: Readonly<Record<string, string>> = {
  CHECKOUT: "/clone",
  COMMIT: "0123456789abcdef0123456789abcdef01234567",
  ENVIRONMENT: "stg",
  GITHUB_SHA: "0123456789abcdef0123456789abcdef01234567",
  GITHUB_WORKSPACE: "/clone",
  RUNNER_TEMP: "/tmp",
  SHA256: "0a".repeat(32),
  STACK: "stg",
  VERSION: "v1.4.0",
  WORKLOAD: "billing",
  sha256: "0".repeat(64),
};

/** The words of each call of `nc` in a step's script: up to what ends a command, or sends its output elsewhere. */
function callsIn(script: string): string[][] {
  const joined = script.replaceAll(/\\\n\s*/g, " ").replaceAll(/^\s*#.*$/gm, "");
  return [...joined.matchAll(/(?:node [^\s;|&]*tools\/nc\.mjs|npx nc)([^\n]*)/g)].map(
    ([, rest = ""]) => wordsOf(rest),
  );
}

function wordsOf(text: string): string[] {
  // `${NAME:+words}` are the words, where NAME is set: the longer call is the one that is tried.
  const whole = text.replaceAll(/\$\{\w+:\+((?:[^{}]|\$\{\w+\})*)\}/g, "$1");
  const words: string[] = [];
  for (const [word = "", double, single] of whole.matchAll(
    /"((?:[^"\\]|\\.)*)"|'([^']*)'|[^\s"'|>;&)]+|[|>;&)]/g,
  )) {
    if (/^[|>;&)]$/.test(word)) break;
    words.push(
      (double ?? single ?? word).replaceAll(/\$\{?(\w+)\}?/g, (_, name) => valueNamed(name)),
    );
  }
  return words;
}

function valueNamed(name: string): string {
  const value = VARIABLES[name];
  if (value !== undefined) return value;
  throw new Error(`the variable ${name} is missing in VARIABLES of this test`);
}

/** Every call of `nc`, by where it is. */
const CALLS = [
  ...workflows().flatMap(({ file, jobs }) =>
    Object.values(jobs).flatMap(({ steps = [] }) => steps.map(({ run = "" }) => [file, run])),
  ),
  ...actions().flatMap((name) => action(name).runs.steps.map(({ run = "" }) => [name, run])),
].flatMap(([where = "", run = ""]) => callsIn(run).map((words) => ({ where, words })));

/** Reads a command line as `nc` does. */
async function read(words: readonly string[]): Promise<string> {
  const request = await readCommandLine(words, VERBS);
  if (request.kind !== "run") return "help";
  const { verb, given } = request;
  readOptions(verb.input, verb.positional, given);
  return given.verb;
}

describe("the calls of nc in workflows and actions", () => {
  for (const { where, words } of CALLS) {
    it(`${where}: nc ${words.join(" ")}`, async () => {
      expect(await read(words)).not.to.equal("help");
    });
  }

  it("are found, whatever lines they are on", () => {
    const called = CALLS.map(({ where, words }) => `${where} ${words.slice(0, 2).join(" ")}`);
    expect(called).to.include.members([
      "apply.yml permissions record",
      "promote.yml promote billing",
      "terraform.yml terraform plan",
    ]);
    const script = [
      'cd "$FOLDER" && node tools/nc.mjs gate "$WORKLOAD" --version "$VERSION" \\',
      "  --environment prod --json | tee out.json",
      'node tools/nc.mjs status x --environment dev > "$RUNNER_TEMP/a"',
      'say="$(npx nc promote x ${CHECKOUT:+--checkout "$CHECKOUT"})"',
    ].join("\n");
    expect(callsIn(script)).to.deep.equal([
      ["gate", "billing", "--version", "v1.4.0", "--environment", "prod", "--json"],
      ["status", "x", "--environment", "dev"],
      ["promote", "x", "--checkout", "/clone"],
    ]);
  });

  it("are refused where a verb, an option or a value is none, or one is missing", async () => {
    for (const words of [
      ["promot", "billing"],
      ["promote", "billing", "--version", "v1.4.0", "--environment", "stg", "--fast"],
      ["promote", "billing", "--version", "1.4", "--environment", "stg"],
      ["promote", "billing", "--version", "v1.4.0"],
    ]) {
      const error = await read(words).catch((each) => each);
      expect(error, words.join(" ")).to.be.instanceOf(UsageError);
    }
  });
});
