import { readFileSync } from "node:fs";
import { expect } from "chai";
import { action, actions, type Step, workflows } from "./files";

/** One command: a verb of nc, a tool of this repository, or a script of a package; or a line that is shown. */
const ONE =
  /^(node (--import tsx )?tools\/(workflow\/)?[\w-]+\.m?[jt]s|npm (ci|test|run \w+)|make check|echo|printf|cat)\b/;

/** Tests that run the lines of steps in a shell, or one after another in the sandbox. */
const TRIED = ["action-lines", "fence", "refusals", "reviewed", "run-lines", "warnings"].map(
  (name) => readFileSync(new URL(`${name}.test.ts`, import.meta.url), "utf8"),
);

/** Every step that runs something, by where it is. */
const STEPS: readonly (readonly [where: string, step: Step])[] = [
  ...workflows().flatMap(({ file, jobs }) =>
    Object.entries(jobs).flatMap(([key, { steps = [] }]) =>
      steps.map((step) => [`${file} ${key}`, step] as const),
    ),
  ),
  ...actions().flatMap((name) => action(name).runs.steps.map((step) => [name, step] as const)),
].filter(([, { run }]) => run !== undefined);

/** The commands of a step, each as one line. */
function commandsOf({ run = "" }: Step): string[] {
  const joined = run.replaceAll(/\\\n\s*/g, " ").replaceAll(/(\|\|?)\n\s*/g, "$1 ");
  const lines = joined.split("\n").map((line) => line.trim());
  return lines.filter((line) => line !== "" && !/^(#|set -euo pipefail$)/.test(line));
}

/** Whether a step is one command, without anything that depends on how another has ended. */
function isOne(step: Step): boolean {
  const [command = "", ...others] = commandsOf(step);
  return (
    others.length === 0 && ONE.test(command) && !/[|;&]/.test(command.replaceAll(/"[^"]*"/g, ""))
  );
}

describe("what a step runs", () => {
  for (const [where, step] of STEPS.filter(([, each]) => !isOne(each))) {
    const [file = ""] = where.split(" ");
    const what = step.name ?? "";
    it(`${where} ${what}: is more than one command, so a test runs its lines`, () => {
      const named = what === "" ? `"${file}"` : `"${what}"`;
      expect(TRIED.filter((text) => text.includes(named))).not.to.deep.equal([]);
    });
  }

  it("is one command, or several that are told from one", () => {
    expect(STEPS.filter(([, step]) => isOne(step))).to.have.length.above(30);
    for (const run of [
      "node tools/nc.mjs status x && rm -rf y",
      "npm test || true",
      "npm test\nnpm ci\n",
      "curl https://example.com",
      "npm run preview |\n  tee plan.txt",
    ]) {
      expect(isOne({ run }), run).to.equal(false);
    }
    expect(isOne({ run: 'node tools/nc.mjs drift \\\n  "$A" --findings "a && b"' })).to.equal(true);
  });
});
