import { mistakeOf } from "../adapters/aws/errors";

/** What a check found: that something is as it has to be, or what is wrong and the command that mends it. */
export type Finding =
  | { readonly check: string; readonly result: "ok"; readonly found: string }
  | {
      readonly check: string;
      readonly result: "problem";
      /** As `formatProblem` words it. */
      readonly problem: string;
      /** A command line, or what a person has to do where no command can. */
      readonly mend: string;
    };

/** What one check says, without its own name. */
export type Saying =
  | { readonly found: string }
  | { readonly problem: string; readonly mend: string };

/** One thing that `nc` needs. */
export interface Check {
  /** What is looked at, such as `tables`. */
  readonly name: string;
  /** What lets the check look, where AWS or GitHub refuses. */
  readonly mend: string;
  /** @throws {InvalidInput} where it cannot know */
  readonly look: () => Promise<readonly Saying[]>;
}

/** Makes every check, whatever the others find. A check that cannot know has found a problem. */
export async function examine(checks: readonly Check[]): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { name: check, mend, look } of checks) {
    for (const said of await look().catch((error) => notKnown(error, mend))) {
      findings.push(
        "found" in said ? { check, result: "ok", ...said } : { check, result: "problem", ...said },
      );
    }
  }
  return findings;
}

/** All problems of one kind, each with what mends it; `found` where there is none. */
export function sayings(problems: readonly string[], mend: string, found: string): Saying[] {
  return problems.length === 0 ? [{ found }] : problems.map((problem) => ({ problem, mend }));
}

/**
 * What AWS or GitHub did not answer, as a problem.
 *
 * @throws the error itself where it is a defect of ours
 */
export function notKnown(error: unknown, mend: string): Saying[] {
  const mistake = mistakeOf(error);
  if (mistake === undefined) throw error;
  return [{ problem: mistake.message.replaceAll(/\n\s*/g, " "), mend }];
}
