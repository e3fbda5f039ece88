import { expect } from "chai";
import { UNKNOWN } from "../../../infra/unknown";
import { changesOf } from "../../../sandbox/provider/diff";

const SIGNATURE = "4dabf18193072939515e22adb298388d";

describe("the difference of two sets of inputs", () => {
  const cases: [name: string, olds: object, news: object, changes: string[]][] = [
    ["is nothing where they are the same", { a: { b: [1, 2] } }, { a: { b: [1, 2] } }, []],
    ["names what was added", {}, { a: 1 }, ["add a"]],
    ["names what was taken away", { a: 1 }, {}, ["delete a"]],
    [
      "names the deepest part",
      { a: { b: [{ c: 1 }] } },
      { a: { b: [{ c: 2 }] } },
      ["update a.b[0].c"],
    ],
    ["names an entry of a list", { a: [1] }, { a: [1, 2] }, ["add a[1]"]],
    ["quotes what is no name", { t: {} }, { t: { "aws:x": 1 } }, ['add t["aws:x"]']],
    ["takes null for nothing", { a: null }, {}, []],
    ["leaves the engine's own keys out", { __defaults: [] }, { __defaults: [1] }, []],
    ["reads two spellings of one document alike", { p: '{"a":1}' }, { p: '{ "a": 1 }' }, []],
    ["tells two documents apart", { p: '{"a":1}' }, { p: '{"a":2}' }, ["update p"]],
    ["takes what is no document as text", { p: "{a" }, { p: "{ a" }, ["update p"]],
    ["takes what is unknown for a change", { a: 1 }, { a: UNKNOWN }, ["update a"]],
    ["takes what is new and unknown for a change", {}, { a: { b: UNKNOWN } }, ["add a"]],
    [
      "compares assets by what is in them",
      { code: { [SIGNATURE]: "x", hash: "h", path: "/one" } },
      { code: { [SIGNATURE]: "x", hash: "h", path: "/two" } },
      [],
    ],
  ];
  for (const [name, olds, news, changes] of cases) {
    it(name, () => {
      const found = changesOf({ ...olds }, { ...news });
      expect(found.map(({ kind, path }) => `${kind} ${path}`)).to.deep.equal(changes);
    });
  }

  it("says of which input a part is", () => {
    const [change] = changesOf({ tags: { A: "1" } }, { tags: { A: "2" } });
    expect(change).to.deep.equal({ path: "tags.A", property: "tags", kind: "update" });
  });
});
