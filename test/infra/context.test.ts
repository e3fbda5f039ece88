import { expect } from "chai";
import { REQUIRED_TAGS } from "../../infra/tags";
import { contextIn, INGEST } from "../support/contexts";

describe("context", () => {
  it("[§17] tags a workload's resource with its owner, environment and data class", () => {
    expect(contextIn("prod", INGEST).tags("jobs")).to.deep.equal({
      App: "Neurocipher",
      Service: "ingest-worker",
      Env: "prod",
      Owner: "ingest",
      CostCenter: "CC-1001",
      Compliance: "Yes",
      Name: "nc-ingest-worker-prod-jobs",
      DataClass: "live",
    });
  });

  it("tags the platform's own resources with values that the convention takes", () => {
    for (const environment of ["dev", "stg", "prod"] as const) {
      const tags = contextIn(environment).tags("vpc");
      for (const [key, pattern] of Object.entries(REQUIRED_TAGS)) {
        expect(tags).to.have.property(key).that.matches(pattern);
      }
    }
  });

  it("keeps the full name in the Name tag where the physical name is shortened", () => {
    const context = contextIn("prod", INGEST);
    const component = "a-component-whose-name-is-long";
    expect(context.name("aws:lb/targetGroup:TargetGroup", component)).to.have.lengthOf(32);
    expect(context.tags(component).Name).to.equal(`nc-ingest-worker-prod-${component}`);
  });

  it("says No of a workload outside compliance", () => {
    expect(contextIn("dev", { ...INGEST, compliance: false }).tags("x").Compliance).to.equal("No");
  });
});
