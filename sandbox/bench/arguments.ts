import { parseArgs } from "node:util";
import { ENVIRONMENTS, type Environment, isEnvironment } from "../../infra/environments";
import { formatProblem, InvalidInput } from "../../infra/problems";
import { WHOLE_MIX } from "./catalog";

export const USAGE = `npm run bench -- catalog [dev|stg|prod] [--sizes 10,100]

Previews one environment (prod) with a catalog of each size, and prints what a workload takes.`;

const SIZES = "10,100";
const LARGEST = 1000;

/** A command line, read. */
export interface BenchArguments {
  readonly environment: Environment;
  /** How many workloads each catalog has: the first is what the others are compared with. */
  readonly sizes: readonly number[];
}

/**
 * Reads `catalog [environment]`; `undefined` if only help is asked for.
 *
 * @throws {InvalidInput} that lists every problem
 */
export function readArguments(words: readonly string[]): BenchArguments | undefined {
  const { values, positionals } = options(words);
  if (values.help) return undefined;
  const [what, environment = "prod", ...others] = positionals;
  const sizes = (values.sizes ?? SIZES).split(",").map(Number);
  const problems: string[] = [];
  if (what !== "catalog") problems.push(formatProblem("benchmark", what, '"catalog"'));
  if (!isEnvironment(environment)) {
    problems.push(formatProblem("environment", environment, `one of ${ENVIRONMENTS.join(", ")}`));
  }
  if (others.length > 0)
    problems.push(formatProblem("environment", others.join(" "), "no more than one"));
  const fits = (size: number) => Number.isInteger(size) && size >= WHOLE_MIX && size <= LARGEST;
  if (sizes.length < 2 || !sizes.every(fits)) {
    const want = `two or more whole numbers from ${WHOLE_MIX} to ${LARGEST}, such as ${SIZES}`;
    problems.push(formatProblem("sizes", values.sizes, want));
  }
  if (!isEnvironment(environment) || problems.length > 0) {
    throw new InvalidInput("arguments", problems);
  }
  return { environment, sizes };
}

function options(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { sizes: { type: "string" }, help: { type: "boolean", short: "h" } },
    });
  } catch (error) {
    const option = /'([^' ]+)/.exec((error as Error).message)?.[1];
    throw new InvalidInput("arguments", [
      formatProblem("option", option, "one of --sizes <n,n>, --help"),
    ]);
  }
}
