import { ENVIRONMENTS, type Environment, isEnvironment } from "../infra/environments";
import { formatProblem, InvalidInput } from "../infra/problems";
import { readOptions } from "./read-options";

/** What the sandbox does with an environment. */
export const COMMANDS = ["preview", "up", "refresh", "destroy"] as const;
export type Command = (typeof COMMANDS)[number];

export const USAGE = `npm run preview [-- dev|stg|prod ...] [--json] [--verbose]
npm run sandbox -- preview [dev|stg|prod ...]
npm run sandbox -- up|refresh|destroy dev|stg|prod

  --json           the report as JSON, and nothing else, on stdout
  --verbose        the engine's own output too
  --plan <path>    preview: writes the plan of its one environment; up: does nothing beyond it
  --policy-config <path>
                   the policy pack's configuration: enforcement levels and thresholds, by policy
  --save-at-end    the engine saves its state once, at the end: three times as fast, but what a
                   killed run has made is not found again
  --folder <path>  where state, the CLI's home and the simulated accounts lie (.sandbox)`;

const OPTIONS = {
  json: { type: "boolean" },
  verbose: { type: "boolean" },
  folder: { type: "string" },
  "save-at-end": { type: "boolean" },
  plan: { type: "string" },
  "policy-config": { type: "string" },
  help: { type: "boolean", short: "h" },
} as const;

const WANTED =
  "one of --json, --verbose, --save-at-end, --folder <path>, --plan <path>, --policy-config <path>, --help";

/** A command line, read. */
export interface Arguments {
  readonly command: Command;
  /** In the order in which a release passes them; all of them unless some are named. */
  readonly environments: readonly Environment[];
  readonly json: boolean;
  readonly verbose: boolean;
  /** Whether the state is saved once, at the end, and not after each resource. */
  readonly saveAtEnd: boolean;
  readonly folder?: string;
  /** File of the policy pack's configuration, in JSON. @default - each policy's own defaults */
  readonly policyConfig?: string;
  /** File of a plan, which `preview` writes and `up` is held to. */
  readonly plan?: string;
}

/**
 * Reads `<command> [environment ...]`; `undefined` if only help is asked for.
 *
 * @throws {InvalidInput} that lists every problem
 */
export function readArguments(words: readonly string[]): Arguments | undefined {
  const { values, positionals } = readOptions(words, OPTIONS, WANTED);
  if (values.help) return undefined;
  const { "policy-config": policyConfig } = values;
  const [given, ...named] = positionals;
  const command = COMMANDS.find((each) => each === given);
  const problems = named
    .filter((name) => !isEnvironment(name))
    .map((name) => formatProblem("environment", name, `one of ${ENVIRONMENTS.join(", ")}`));
  if (command === undefined) {
    problems.unshift(formatProblem("command", given, `one of ${COMMANDS.join(", ")}`));
  } else if (command !== "preview" && named.length !== 1) {
    problems.push(formatProblem("environment", named.join(" ") || undefined, `one, to ${command}`));
  }
  if (values.plan !== undefined) problems.push(...planProblems(command, named));
  if (command === undefined || problems.length > 0) throw new InvalidInput("arguments", problems);
  return {
    command,
    environments: ENVIRONMENTS.filter((each) => named.length === 0 || named.includes(each)),
    json: values.json ?? false,
    verbose: values.verbose ?? false,
    saveAtEnd: values["save-at-end"] ?? false,
    ...(values.folder === undefined ? {} : { folder: values.folder }),
    ...(values.plan === undefined ? {} : { plan: values.plan }),
    ...(policyConfig === undefined ? {} : { policyConfig }),
  };
}

function planProblems(command: Command | undefined, named: readonly string[]): string[] {
  if (command === "refresh" || command === "destroy") {
    return [formatProblem("command", command, "preview or up, with --plan")];
  }
  if (command !== "preview" || named.length === 1) return [];
  return [formatProblem("environment", named.join(" ") || undefined, "one, with --plan")];
}
