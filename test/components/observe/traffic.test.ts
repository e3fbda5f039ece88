import { expect } from "chai";
import { type Traffic, trafficOf } from "../../../components/observe/traffic";
import { scopeIn } from "../../support/scopes";

describe("trafficOf", () => {
  const cases: ["dev" | "stg" | "prod", expectsTraffic: boolean, Traffic][] = [
    ["prod", true, "expected"],
    ["stg", true, "expected"],
    ["dev", true, "sporadic"],
    ["prod", false, "sporadic"],
  ];
  for (const [environment, expectsTraffic, traffic] of cases) {
    it(`[§13] is ${traffic} in ${environment}, expectsTraffic ${expectsTraffic}`, () => {
      expect(trafficOf(scopeIn(environment), { expectsTraffic })).to.equal(traffic);
    });
  }
});
