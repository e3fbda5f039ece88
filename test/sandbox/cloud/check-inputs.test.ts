import { expect } from "chai";
import { LIMITS } from "../../../infra/naming/limits";
import { checkInputs } from "../../../sandbox/cloud/check-inputs";
import { ACCOUNT } from "./validation";

describe("the validation of a resource's name", () => {
  for (const [type, { property, max }] of Object.entries(LIMITS)) {
    it(`holds the length and alphabet of ${type}`, () => {
      const failures = (name: string) =>
        checkInputs(type, { [property]: name }, ACCOUNT).filter(
          (each) => each.property === property,
        );
      expect(failures("nc-core-dev-a")).to.deep.equal([]);
      expect(failures("x".repeat(max + 1))).not.to.deep.equal([]);
      // A metric filter's name may have spaces.
      expect([...failures("nc core"), ...failures("nc:core")]).not.to.deep.equal([]);
    });
  }

  it("refuses nothing of a type that no service has", () => {
    expect(checkInputs("aws:new/thing:Thing", { name: "any thing" }, ACCOUNT)).to.deep.equal([]);
  });
});
