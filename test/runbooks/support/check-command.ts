import { existsSync, readFileSync } from "node:fs";
import { readCommandLine } from "../../../delivery/cli/grammar";
import { readOptions } from "../../../delivery/cli/options";
import { VERBS } from "../../../delivery/commands";
import { capture } from "../../../tools/children.mjs";
import { providePulumi } from "../../../tools/setup/pulumi.mjs";
import { pythonTool } from "../../../tools/setup/python.mjs";

/** Where nobody listens. */
const NOBODY = "http://127.0.0.1:9/";

/** How much of a command line is there: all of it, or the part that a sentence names. */
export type Extent = "whole" | "named";

/**
 * Checks one call by the grammar of the program itself, and runs nothing.
 *
 * @throws {Error} with what the program does not know
 */
export async function checkCommand(words: readonly string[], extent: Extent): Promise<void> {
  const [program, ...rest] = words;
  switch (program) {
    case "npx":
      return ofNc(rest);
    case "npm":
      return ofNpm(rest);
    case "aws":
      return ofAws(rest, extent);
    case "pulumi":
      return ofPulumi(rest);
    case "gh":
      return ofGitHub(rest);
    case "node":
      if (rest.some((word) => existsSync(word))) return;
      throw new Error(`${words.join(" ")}: there is no such file`);
    case "cosign":
    case "oras":
      return;
    default:
      throw new Error(`${words.join(" ")}: nothing knows ${program}`);
  }
}

/** By the grammar of `nc`, option by option. */
async function ofNc([tool, ...words]: readonly string[]): Promise<void> {
  const line = words[0] === "--sandbox" ? words.slice(1) : words;
  const request = await readCommandLine(line, VERBS);
  if (tool !== "nc" || request.kind !== "run") throw new Error(`${words.join(" ")} runs nothing`);
  const { input, positional } = request.verb;
  readOptions(input, positional, request.given);
}

/** A script of `package.json`. */
async function ofNpm([run, script = ""]: readonly string[]): Promise<void> {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8"));
  if (run !== "run" || !Object.hasOwn(scripts, script)) throw new Error(`no script is ${script}`);
}

/** By AWS's own CLI, which checks words and input, and then finds nobody who listens. */
async function ofAws(words: readonly string[], extent: Extent): Promise<void> {
  const aws = await pythonTool("aws", undefined, "aws");
  const env = {
    AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE",
    AWS_SECRET_ACCESS_KEY: "a-secret",
    AWS_DEFAULT_REGION: "ca-central-1",
    AWS_MAX_ATTEMPTS: "1",
  };
  const given = words
    .map((word) => word.replace(/^file:\/\/.*/, "a text"))
    // A file of the person who works, in whose place any other is read.
    .map((word, index) => (words[index - 1] === "--body" ? "package.json" : word))
    // The CLI asks AWS itself for what is in another region than the endpoint.
    .filter((word, index) => ![word, words[index - 1]].includes("--source-region"));
  const ended = await capture(aws, ["--endpoint-url", NOBODY, ...given], { env }).catch(String);
  if (ended.includes(`Could not connect to the endpoint URL: "${NOBODY}`)) return;
  // A sentence may name an operation without what it takes.
  if (extent === "named" && /the following arguments are required/.test(ended)) return;
  throw new Error(ended);
}

/** Each option is in the help of the command. */
async function ofPulumi(words: readonly string[]): Promise<void> {
  const first = words.findIndex((word) => word.startsWith("-"));
  const before = first === -1 ? words : words.slice(0, first);
  const command =
    before[0] === "stack" || before[0] === "state" ? before.slice(0, 2) : before.slice(0, 1);
  const pulumi = await providePulumi();
  const help = await capture(pulumi, [...command, "--help"], { env: process.env });
  const isThere = help.includes(`pulumi ${command.join(" ")}`);
  const unknown = words
    .filter((word) => word.startsWith("--"))
    .filter((word) => !help.includes(word.replace(/=.*/, "")));
  if (isThere && unknown.length === 0) return;
  throw new Error(`pulumi ${words.join(" ")}: ${unknown.join(", ") || "no such command"}`);
}

/** A workflow of this repository, or a path of GitHub's REST API. */
async function ofGitHub([noun = "", verb = "", file = ""]: readonly string[]): Promise<void> {
  const isWorkflow = noun === "workflow" && ["disable", "enable"].includes(verb);
  if (isWorkflow && existsSync(`.github/workflows/${file}`)) return;
  if (noun === "api" && /^repos\/[\w-]+\/[\w-]+\/[\w/-]+$/.test(verb)) return;
  throw new Error(`gh ${noun} ${verb} ${file} is not known`);
}
