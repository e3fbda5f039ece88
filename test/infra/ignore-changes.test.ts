import { expect } from "chai";
import { dottedPath, isIgnored } from "../../infra/ignore-changes";

describe("paths that are ignored", () => {
  const cases: [given: string, path: string, is: boolean][] = [
    ["a", "a", true],
    ["a", "a.b", true],
    ["*", "a.b", true],
    ["a.b[0]", "a.b.0", true],
    ["a.b", "a.b[0]", true],
    ['a["b"]', "a.b", true],
    ["a.b", "a", false],
    ["a", "ab", false],
  ];
  for (const [given, path, is] of cases) {
    it(`${given} ${is ? "takes in" : "leaves out"} ${path}`, () => {
      expect(isIgnored([given], path)).to.equal(is);
    });
  }

  it("are dotted, whatever way the engine writes them", () => {
    expect(dottedPath('tags["nc:owner"]')).to.equal("tags.nc:owner");
    expect(dottedPath('["a"].b[0].c[*]')).to.equal("a.b.0.c.*");
  });
});
