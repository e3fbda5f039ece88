import { expect } from "chai";
import fc from "fast-check";
import { LOGIN, REPOSITORY, TEAM_SLUG } from "../../../infra/github/names";

const RULES: [
  what: string,
  rule: RegExp,
  good: readonly string[],
  bad: readonly string[],
  letters: string,
][] = [
  [
    "a login",
    LOGIN,
    ["neurocipher", "NeuroCipher", "a", "7zip", "a-b-c", "a".repeat(39)],
    ["", "-a", "a-", "data--platform", "a_b", "a.b", "a b", "a".repeat(40), "é", "a\n"],
    "abcXYZ019-",
  ],
  [
    "the slug of a team",
    TEAM_SLUG,
    ["release-eng", "release_eng", "7th", "a", "_private", "a__b"],
    ["", "Release", "data--platform-", "-a", "a-", "a--b", "a.b", "a b", "team/a", "a\n"],
    "abc019_-",
  ],
  [
    "the name of a repository",
    REPOSITORY,
    ["billing", "Billing", ".github", "a.b_c-d", "-", "...", "a".repeat(100)],
    ["", ".", "..", "a.git", "a.GIT", "a.wiki", "a/b", "a b", "a".repeat(101), "é", "a\n"],
    "abcXYZ019._-",
  ],
];

for (const [what, rule, good, bad, letters] of RULES) {
  describe(what, () => {
    for (const name of good) it(`is ${name}`, () => expect(name).to.match(rule));
    for (const name of bad) {
      it(`is not ${JSON.stringify(name)}`, () => expect(name).not.to.match(rule));
    }

    it("has no other letter at any place", () => {
      const foreign = fc
        .string({ unit: "binary", minLength: 1, maxLength: 1 })
        .filter((each) => !/[a-zA-Z0-9]/.test(each) && !letters.includes(each));
      fc.assert(
        fc.property(fc.nat(4), foreign, (at, letter) => {
          expect("abcd".slice(0, at) + letter + "abcd".slice(at)).not.to.match(rule);
        }),
      );
    });

    it("can be many words of its own letters", () => {
      const word = fc.stringMatching(/^[a-z0-9]{1,5}$/);
      fc.assert(
        fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), (words) => {
          expect(words.join("-")).to.match(rule);
        }),
      );
    });
  });
}
