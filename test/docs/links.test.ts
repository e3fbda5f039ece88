import { readFileSync } from "node:fs";
import { expect } from "chai";
import { edgesOf, edgeTable } from "../../infra/catalog/links/edges";
import { loadTestCatalog } from "../support/catalog";

const PAGE = new URL("../../docs/links.md", import.meta.url);

/** A table without the spaces and dashes that only align it. */
const cells = (table: string) => table.replaceAll(/ +/g, " ").replaceAll(/-{3,}/g, "---").trim();

describe("the page on links", () => {
  it("has the table of who reaches whom", async () => {
    const [, shown = ""] = readFileSync(PAGE, "utf8").split(/\n(?=\| workload +\| may)/);
    expect(cells(shown)).to.equal(edgeTable(edgesOf(await loadTestCatalog())));
  });
});
