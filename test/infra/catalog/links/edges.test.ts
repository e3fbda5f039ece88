import { expect } from "chai";
import { edgesOf, edgeTable } from "../../../../infra/catalog/links/edges";
import { catalogWith } from "./entries";

describe("the links of a catalog", () => {
  it("are edges, from each caller in the catalog's order", () => {
    const catalog = catalogWith({
      fn: { links: [{ to: "fn2", verb: "invoke" }], allows: [{ from: "fn2", verb: "invoke" }] },
      fn2: { allows: [{ from: "fn", verb: "invoke" }], links: [{ to: "fn", verb: "invoke" }] },
    });
    expect(edgesOf(catalog)).to.deep.equal([
      { from: "fn", to: "fn2", verb: "invoke" },
      { from: "fn2", to: "fn", verb: "invoke" },
    ]);
  });

  it("are none where nobody has any", () => {
    expect(edgesOf(catalogWith({}))).to.deep.equal([]);
  });

  it("are a table with a row for each, with what is reached of a target", () => {
    const table = edgeTable([
      { from: "a", to: "b", verb: "send" },
      { from: "c", to: "core", verb: "read", resource: "bucket/documents" },
    ]);
    expect(table).to.equal(`| workload | may | of |
| --- | --- | --- |
| a | send | b |
| c | read | core: bucket/documents |`);
  });
});
