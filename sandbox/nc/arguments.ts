import { UsageError } from "../../delivery/cli/options";
import { formatProblem } from "../../infra/problems";

export const USAGE = `Usage: npx nc --sandbox [--folder <path>] [--as deploy|administrator] <verb> [options]

Runs a verb of nc against the simulated accounts, on their virtual clock.

  --folder <path>  the accounts' folder (what the last rehearsal left, else .sandbox)
  --as <role>      deploy: the workload's own deploy role; administrator: a person who may do everything
                   (deploy where the verb names a workload, else administrator)

What people do beside nc are verbs here too, each with --help: tag, ticket, approve, clock.

npx nc --help lists the verbs.`;

const ROLES = ["deploy", "administrator"] as const;

/** Whose credentials a verb gets. */
export type RoleChoice = (typeof ROLES)[number];

/** A command line, read. */
export interface SandboxArguments {
  readonly folder?: string;
  /** @default - by what the verb is given */
  readonly as?: RoleChoice;
  /** What `nc` gets. */
  readonly words: readonly string[];
}

/**
 * Reads the options of the sandbox, which stand before the verb; `undefined` if only help is asked for.
 *
 * @param words - what follows `nc --sandbox`
 * @throws {UsageError} that lists every problem
 */
export function readArguments(words: readonly string[]): SandboxArguments | undefined {
  const given = new Map<string, string | undefined>();
  let own = 0;
  while (words[own]?.startsWith("--") && words[own] !== "--help") {
    given.set(words[own] ?? "", words[own + 1]);
    own += 2;
  }
  const rest = words.slice(own);
  if (rest[0] === undefined || rest[0] === "--help" || rest[0] === "-h") return undefined;
  const { "--folder": folder, "--as": role, ...others } = Object.fromEntries(given);
  const as = ROLES.find((each) => each === role);
  const problems = Object.keys(others).map((each) =>
    formatProblem("option", each, "--folder <path> or --as <role>, before the verb"),
  );
  if (given.has("--as") && as === undefined) {
    problems.push(formatProblem("--as", role, `one of ${ROLES.join(", ")}`));
  }
  if (problems.length > 0) throw new UsageError("nc --sandbox", problems);
  return { folder, as, words: rest };
}
