import { expect } from "chai";
import { checkCommand, type Extent } from "./support/check-command";
import { runbooks } from "./support/pages";
import { recordCommands } from "./support/record-commands";

/** Commands of all pages, at least. */
const LEAST = 60;

/** The calls of AWS on these pages are run as they stand, by the tests beside this one. */
const RUN = ["drain.md", "incident-replay.md", "lost-app-key.md", "rollback.md"];

describe("the runbooks", () => {
  let checked = 0;
  /** What is wrong, as its program says. */
  async function problemsOf(
    scripts: readonly string[],
    extent: Extent,
    runs: readonly string[] = [],
  ) {
    const problems: string[] = [];
    for (const script of scripts) {
      for (const words of await recordCommands(script)) {
        if (runs.includes(words[0] ?? "")) continue;
        checked += 1;
        await checkCommand(words, extent).catch((error: Error) => problems.push(error.message));
      }
    }
    return problems;
  }

  for (const { file, blocks, named } of runbooks()) {
    it(`${file} has commands that their programs take`, async () => {
      const inSentences = named.map((line) => line.split(/ \| /)[0] ?? "");
      expect(await problemsOf(inSentences, "named")).to.deep.equal([]);
      const runs = RUN.includes(file) ? ["aws"] : [];
      expect(await problemsOf(blocks, "whole", runs)).to.deep.equal([]);
    });
  }

  it("has as many commands as were looked for", () => expect(checked).to.be.at.least(LEAST));
});
