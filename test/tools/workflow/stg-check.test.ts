import { expect } from "chai";
import { reasonNotAsked } from "../../../tools/workflow/stg-check";
import { loadTestCatalog } from "../../support/catalog";

describe("what a workload is asked in stg over the network", () => {
  it("[§11] is something of a service alone, and of all others it is said why not", async () => {
    const said = new Map<string, Set<string | undefined>>();
    for (const workload of await loadTestCatalog()) {
      const is =
        workload.kind === "function" && workload.http ? "function with http" : workload.kind;
      said.set(is, new Set([...(said.get(is) ?? []), reasonNotAsked(workload)]));
    }
    expect([...(said.get("service") ?? [])]).to.deep.equal([undefined]);
    expect([...(said.get("worker") ?? [])]).to.deep.equal(["it is a worker, and answers nobody"]);
    const withHttp = [...(said.get("function with http") ?? [])];
    expect(withHttp).to.have.lengthOf(1);
    expect(withHttp[0]).to.match(/^its HTTP API asks IAM who calls, and no job may/);
  });
});
