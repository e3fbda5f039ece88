import { expect } from "chai";
import { checkBump } from "../../../../delivery/decisions/changelog/bump";
import { readCommit } from "../../../../delivery/decisions/changelog/commits";
import { InvalidInput } from "../../../../infra/problems";

const commits = (...messages: string[]) =>
  messages.map((message, index) => readCommit({ id: `${index}`.repeat(40), message }));

describe("the version that commits ask for", () => {
  for (const [previous, tag, ...messages] of [
    ["v1.4.0", "v1.4.1", "fix: a", "docs: b", "no conventional commit"],
    ["v1.4.0", "v1.5.0", "fix: a", "feat: b"],
    ["v1.4.0", "v2.0.0", "fix!: a"],
    ["v1.4.0", "v2.0.0-rc.1", "fix!: a"],
    ["v1.4.0", "v2.0.0", "fix: a larger bump is fine"],
    ["v0.4.0", "v0.5.0", "feat!: a"],
  ] as const) {
    it(`[§5] is taken: ${tag} after ${previous} with ${messages.join(", ")}`, () => {
      expect(() => checkBump(previous, tag, commits(...messages))).not.to.throw();
    });
  }

  for (const [previous, tag, want, ...messages] of [
    [
      "v1.4.0",
      "v1.4.1",
      "a minor version after v1.4.0, as commits ask for it: 1111111 b",
      "fix: a",
      "feat: b",
    ],
    [
      "v1.4.0",
      "v1.5.0",
      "a major version after v1.4.0, as commits ask for it: 0000000 a",
      "fix!: a",
      "feat: b",
    ],
    [
      "v0.4.0",
      "v0.4.1",
      "a minor version after v0.4.0, as commits ask for it: 0000000 a",
      "fix!: a",
    ],
    ["v1.4.0", "v1.4.0", "a version after v1.4.0", "fix: a"],
    ["v1.4.0", "v1.3.9", "a version after v1.4.0", "fix: a"],
  ] as const) {
    it(`[§5] is asked for: ${tag} after ${previous} with ${messages.join(", ")}`, () => {
      expect(() => checkBump(previous, tag, commits(...messages))).to.throw(
        InvalidInput,
        `the release:\n  version is "${tag}": expected ${want}`,
      );
    });
  }
});
