import { readFileSync } from "node:fs";
import { expect } from "chai";
import { transformSync } from "esbuild";
import { KIND_NAMES } from "../../infra/catalog/kinds";
import { parseCatalog } from "../../infra/catalog/parse";
import type { Workload } from "../../infra/catalog/workload";

const ROOT = new URL("../../", import.meta.url);

/** The TypeScript of a page's code blocks. */
function blocksOf(file: string): string[] {
  const text = readFileSync(new URL(file, ROOT), "utf8");
  return [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, block = ""]) => block);
}

/** What a block exports, as the program reads it. */
async function read(block: string): Promise<Workload> {
  const { code } = transformSync(block, { loader: "ts", format: "esm" });
  const url = `data:text/javascript,${encodeURIComponent(code)}`;
  const { workload } = (await import(url)) as { workload: { name: string } };
  const [only] = parseCatalog({ [workload.name]: workload });
  if (!only) throw new Error("the block exports no workload");
  return only;
}

describe("the examples of how to add a workload", () => {
  for (const file of ["README.md", "docs/workloads.md"]) {
    it(`are taken by the catalog, as they are in ${file}`, async () => {
      const blocks = blocksOf(file);
      expect(blocks).not.to.deep.equal([]);
      const workloads = await Promise.all(blocks.map(read));
      // All together, too: no two of them share a name or a route.
      expect(new Set(workloads.map(({ name }) => name)).size).to.equal(blocks.length);
    });
  }

  it("show every kind, each in about ten lines", async () => {
    const blocks = blocksOf("docs/workloads.md");
    const shown = await Promise.all(blocks.map(read));
    expect([...new Set(shown.map(({ kind }) => kind))]).to.have.members(KIND_NAMES);
    shown.forEach((workload, index) => {
      const lines = blocks[index]?.split("\n").filter((line) => /^ {2}\w/.test(line)) ?? [];
      expect(lines.length, workload.name).to.be.within(8, 14);
    });
  });
});
