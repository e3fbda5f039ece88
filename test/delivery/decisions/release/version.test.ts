import { expect } from "chai";
import fc from "fast-check";
import { PROMOTED_INTO, releaseKind } from "../../../../delivery/decisions/release/release-kind";
import {
  bumpBetween,
  compareVersions,
  isPrerelease,
  isVersion,
} from "../../../../delivery/decisions/release/version";
import { InvalidInput } from "../../../../infra/problems";

// SemVer 2.0.0, sections 2, 9, 10 and 11: the examples that the specification gives.
const ORDER = [
  ...["1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2"],
  ...["1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "2.0.0", "2.1.0", "2.1.1"],
];
const WRONG = [
  ...["", "v", "1.0.0", "V1.0.0", "v1", "v1.0", "v1.0.0.0", "v01.0.0", "v1.0.0-01", "v1.0.0-"],
  ...["v1.0.0+20130313144700", "v1.0.0-beta+exp.sha.5114f85", " v1.0.0", "v1.0.0\n", "v-1.0.0"],
  ...["v1.0.0-α", "vv1.0.0", "v1.0.0-rc..1", "v99999999999999999999.0.0"],
];

describe("a version", () => {
  it("[§5] is a SemVer version after a v", () => {
    for (const each of ORDER) expect(isVersion(`v${each}`), each).to.equal(true);
    for (const each of WRONG) expect(isVersion(each), each).to.equal(false);
  });

  it("has SemVer's order", () => {
    for (const [index, each] of ORDER.entries()) {
      for (const [other, than] of ORDER.entries()) {
        const want = Math.sign(index - other);
        expect(compareVersions(`v${each}`, `v${than}`), `${each} ${than}`).to.equal(want);
      }
    }
  });

  it("is a pre-release where it has identifiers after a dash", () => {
    expect(ORDER.map((each) => isPrerelease(`v${each}`))).to.deep.equal(
      ORDER.map((each) => each.includes("-")),
    );
  });

  it("is bumped by the leftmost number that changed", () => {
    const cases = [
      ["v1.2.3", "v2.0.0", "major"],
      ["v1.2.3", "v1.3.0", "minor"],
      ["v1.2.3", "v1.2.4", "patch"],
      ["v1.2.3", "v2.0.0-rc.1", "major"],
      ["v1.2.3", "v1.3.0-rc.1", "minor"],
      ["v1.2.3", "v1.2.3", undefined],
    ] as const;
    for (const [from, to, want] of cases) expect(bumpBetween(from, to)).to.equal(want);
  });
});

describe("the kind of a release", () => {
  it("[§5] follows from the git ref alone", () => {
    const kinds = {
      "refs/heads/main": "main-build",
      "refs/heads/main-2": "build-only",
      "refs/heads/refs/heads/main": "build-only",
      "refs/heads/v1.0.0": "build-only",
      "refs/heads/feature/x": "build-only",
      "refs/tags/v1.4.0": "release",
      "refs/tags/v1.4.0-rc.1": "pre-release",
    };
    for (const [ref, kind] of Object.entries(kinds)) expect(releaseKind(ref), ref).to.equal(kind);
  });

  it("[§5] says into which environments it may be promoted", () => {
    expect(PROMOTED_INTO).to.deep.equal({
      "build-only": [],
      "main-build": ["dev"],
      "pre-release": ["dev", "stg"],
      release: ["stg", "prod"],
    });
  });

  it("refuses every other ref with one message", () => {
    const refs = [
      ...["", "main", "v1.4.0", "refs/heads/", "refs/tags/", "refs/tags/1.4.0"],
      ...["refs/pull/7/merge", "refs/tags/v1.4.0+x", "refs/tags/v1.4", "refs/tagsv1.0.0"],
      // A person's tag that looks as a build of main.
      "refs/tags/v0.0.0-main.4711.1",
    ];
    for (const ref of refs)
      expect(() => releaseKind(ref), ref).to.throw(InvalidInput, /^the git ref:/);
  });

  it("is a kind or a user's mistake, whatever is read", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        for (const ref of [text, `refs/tags/${text}`]) {
          try {
            expect(releaseKind(ref)).to.be.oneOf([
              "build-only",
              "main-build",
              "pre-release",
              "release",
            ]);
          } catch (error) {
            expect(error).to.be.instanceOf(InvalidInput);
          }
        }
      }),
    );
  });
});
