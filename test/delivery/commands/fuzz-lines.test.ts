import { expect } from "chai";
import fc from "fast-check";
import { optionsOf } from "../../../delivery/cli/options";
import { VERBS } from "../../../delivery/commands";
import { type Ended, nc } from "./support/command-line";
import { expectProblems } from "./support/problems";

/** Any text that a shell can hand over: all but NUL. */
const text = fc
  .string({ unit: "binary", maxLength: 40 })
  .map((each) => each.replaceAll("\0", ""))
  .filter((each) => each !== "");

/** What ends a command line of every verb before it runs: no verb has such an option. */
const WRONG = "--no-such-option";

describe("a wrong command line of nc", () => {
  for (const [name, { load }] of Object.entries(VERBS)) {
    it(`is refused with every problem: nc ${name}`, async () => {
      const flags = optionsOf((await load()).input).map(({ flag }) => flag);
      const flag = fc.constantFrom(...flags, "--json", "--", "-x", "--x=1", "-");
      const word = fc.oneof(
        text,
        flag,
        fc.tuple(flag, text).map((both) => both.join("=")),
      );
      await fc.assert(
        fc.asyncProperty(fc.array(word, { maxLength: 12 }), async (words) => {
          const ended = await nc([...name.split(" "), WRONG, ...words.filter(isNoHelp)]);
          expect(ended.code).to.equal(2);
          expectProblems(ended);
        }),
        { numRuns: 60 },
      );
    });
  }

  it("is refused where there is no such verb", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 5 }), async (words) => {
        const ended: Ended = await nc(["nothing", ...words.filter(isNoHelp)]);
        expect(ended.code).to.equal(2);
        expectProblems(ended);
      }),
      { numRuns: 200 },
    );
  });
});

/** Help is an answer, whatever else is asked for. */
function isNoHelp(word: string): boolean {
  return !/^(-[^-]*h|--help)/.test(word);
}
