import { expect } from "chai";
import { edgeWidgets } from "../../../../components/observe/dashboard/workload-widgets";
import type { Edge } from "../../../../infra/catalog/links/edges";

const edges = (count: number): Edge[] =>
  Array.from({ length: count }, (_, index) => ({ from: `a${index}`, to: "b", verb: "send" }));

describe("the links of a dashboard", () => {
  it("are one text over the whole width, with the table", () => {
    expect(edgeWidgets(edges(1))).to.deep.equal([
      {
        type: "text",
        width: 24,
        height: 4,
        properties: {
          markdown: "### Links\n\n| workload | may | of |\n| --- | --- | --- |\n| a0 | send | b |",
        },
      },
    ]);
  });

  it("are left out where there are none", () => {
    expect(edgeWidgets([])).to.deep.equal([]);
  });

  // Three units for the heading, and 0.75 for each row, rounded up; at most 20, then the text scrolls.
  for (const [count, height] of [
    [4, 6],
    [5, 7],
    [22, 20],
    [100, 20],
  ] as const) {
    it(`are ${height} units high for ${count}`, () => {
      expect(edgeWidgets(edges(count)).map((widget) => widget.height)).to.deep.equal([height]);
    });
  }
});
