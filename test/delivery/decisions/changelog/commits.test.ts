import { expect } from "chai";
import fc from "fast-check";
import { readCommit } from "../../../../delivery/decisions/changelog/commits";

const read = (message: string) => readCommit({ id: "1", message });

describe("a commit", () => {
  // The examples of Conventional Commits 1.0.0.
  for (const [message, type, scope, subject, breaking] of [
    [
      "feat: allow provided config object to extend other configs\n\nBREAKING CHANGE: `extends` key in config file is now used for extending other config files",
      "feat",
      undefined,
      "allow provided config object to extend other configs",
      ["`extends` key in config file is now used for extending other config files"],
    ],
    [
      "feat(api)!: send an email to the customer when a product is shipped",
      "feat",
      "api",
      "send an email to the customer when a product is shipped",
      ["send an email to the customer when a product is shipped"],
    ],
    [
      "feat!: drop support for Node 6\n\nBREAKING CHANGE: use JavaScript features not available in Node 6.",
      "feat",
      undefined,
      "drop support for Node 6",
      ["use JavaScript features not available in Node 6."],
    ],
    ["docs: correct spelling of CHANGELOG", "docs", undefined, "correct spelling of CHANGELOG", []],
    ["feat(lang): add Polish language", "feat", "lang", "add Polish language", []],
    ["Merge pull request #1 from a/b", undefined, undefined, "Merge pull request #1 from a/b", []],
    ["", undefined, undefined, "(no message)", []],
  ] as const) {
    it(`[§5] is read: ${JSON.stringify(message.slice(0, 50))}`, () => {
      const found = read(message);
      expect([found.type, found.scope, found.subject, found.breaking]).to.deep.equal([
        ...[type, scope, subject, breaking],
      ]);
    });
  }

  it("is read whatever its message is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (message) => {
        expect(read(message).subject).not.to.equal("");
      }),
    );
  });
});
