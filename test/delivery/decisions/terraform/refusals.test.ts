import { expect } from "chai";
import { adviceOn, refusalIn } from "../../../../delivery/decisions/terraform/refusals";

describe("a refusal of Terraform", () => {
  it("is read from its own words, and nothing else is one", () => {
    expect(refusalIn(["Error: Saved plan is stale", "The given plan file…"])).to.equal("stale");
    expect(refusalIn(["Error: Error acquiring the state lock"])).to.equal("locked");
    expect(refusalIn(["Error: local-exec provisioner error"])).to.equal(undefined);
    expect(refusalIn(["the plan: Error: Saved plan is stale"])).to.equal(undefined);
  });

  it("[§6] of a stale plan asks for a new tag in stg and prod, and for a new plan in dev", () => {
    expect(adviceOn("stale", { workload: "core", environment: "dev" })).to.equal(
      "Nothing was changed. Plan again: nc terraform plan core --environment dev --commit <commit>",
    );
    for (const environment of ["stg", "prod"] as const) {
      expect(adviceOn("stale", { workload: "core", environment })).to.equal(
        "Nothing was changed. A release is planned once, at its tag: push a new tag v*, which is planned and approved anew. " +
          `Without a release: nc terraform plan core --environment ${environment} --commit <commit>`,
      );
    }
  });

  it("[§6] of a held lock says how to take it from a run that has died", () => {
    expect(adviceOn("locked", { workload: "core", environment: "prod" })).to.equal(
      "Where the run that holds the lock has died: nc terraform unlock core --environment prod --commit <commit>",
    );
  });
});
