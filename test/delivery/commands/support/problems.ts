import { expect } from "chai";
import type { Ended } from "./command-line";

/** `<field> is <got>: expected <want>`, on one line. */
const PROBLEM = /^ +\S.* is .+: expected .+$/;

/** The heading of problems, such as `nc release create:`. */
const HEADING = /^ *\S.*:$/;

/**
 * Expects that a command line was refused in messages of the one form, each on a line of its own, without a stack
 * trace and without a line that a runner of GitHub's would take for a command.
 */
export function expectProblems({ out, err }: Ended): void {
  const isJson = out !== "";
  const message = isJson ? JSON.parse(out).problems.join("\n") : err.replace(/\n$/, "");
  const [heading, ...lines] = message.split("\n");
  expect(heading).to.match(HEADING);
  expect(lines, message).not.to.deep.equal([]);
  for (const line of lines) {
    expect(line).to.satisfy((each: string) => PROBLEM.test(each) || HEADING.test(each));
    expect(line).not.to.match(/^\s*::|\p{Cc}|\u2028|\u2029/u);
  }
}
