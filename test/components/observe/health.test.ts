import { expect } from "chai";
import { expectsTraffic } from "../../../components/observe/health";
import { contextIn } from "../../support/contexts";

describe("expectsTraffic", () => {
  const cases: ["dev" | "stg" | "prod", slo: boolean, wanted: boolean][] = [
    ["prod", true, true],
    ["stg", true, true],
    ["dev", true, false],
    ["prod", false, false],
  ];
  for (const [environment, slo, wanted] of cases) {
    it(`[§13] is ${wanted} in ${environment}, with ${slo} in the SLO`, () => {
      expect(expectsTraffic(contextIn(environment), { expectsTraffic: slo })).to.equal(wanted);
    });
  }
});
