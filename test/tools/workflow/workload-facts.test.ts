import { expect } from "chai";
import { InvalidInput } from "../../../infra/problems";
import { workloadFacts } from "../../../tools/workflow/workload-facts";

const CATALOG = new URL("../../fixtures/catalog/", import.meta.url);

describe("what a job that promotes a workload has to install", () => {
  const cases = [
    ["ingest-worker", { kind: "service", shipsImage: true }],
    ["api-adapter", { kind: "function", shipsImage: false }],
    ["core", { kind: "terraform", shipsImage: false }],
  ] as const;
  for (const [name, facts] of cases) {
    it(`follows from the catalog: ${name}`, async () => {
      expect(await workloadFacts(name, CATALOG)).to.deep.equal(facts);
    });
  }

  it("refuses a workload that the catalog has not", async () => {
    const error = await workloadFacts("nobody", CATALOG).catch((each) => each);
    expect(error).to.be.instanceOf(InvalidInput);
    expect(error.message).to.match(/workload is "nobody": expected one of api-adapter, /);
  });
});
