import { expect } from "chai";
import { type Traffic, trafficOf } from "../../../components/observe/traffic";
import { contextIn } from "../../support/contexts";

describe("trafficOf", () => {
  const cases: ["dev" | "stg" | "prod", expectsTraffic: boolean, Traffic][] = [
    ["prod", true, "expected"],
    ["stg", true, "expected"],
    ["dev", true, "sporadic"],
    ["prod", false, "sporadic"],
  ];
  for (const [environment, expectsTraffic, traffic] of cases) {
    it(`[§13] is ${traffic} in ${environment}, expectsTraffic ${expectsTraffic}`, () => {
      expect(trafficOf(contextIn(environment), { expectsTraffic })).to.equal(traffic);
    });
  }
});
