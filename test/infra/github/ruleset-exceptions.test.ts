import { expect } from "chai";
import { parseCatalog } from "../../../infra/catalog/parse";
import {
  checkExceptions,
  exceptionProblem,
  exceptionWarnings,
  mainEnforcement,
} from "../../../infra/github/ruleset-exceptions";
import { workload as core } from "../../fixtures/catalog/core";
import { settingsOf } from "../../support/contexts";

const withRulesets = (rulesets: object) => settingsOf("prod", { adopt: { rulesets } });
const settings = withRulesets({
  infrastructure: { enforcement: "evaluate", until: "2026-12-31" },
});
const problemOn = (day: string) =>
  exceptionProblem(settings, "infrastructure", new Date(`${day}T12:00:00Z`));

describe("the rules of main", () => {
  it("are active unless the settings say otherwise of that repository", () => {
    expect(mainEnforcement(settings, "infrastructure")).to.equal("evaluate");
    expect(mainEnforcement(settings, "another")).to.equal("active");
  });

  it("may wait until the end of the day that the settings give, and 90 days at most", () => {
    const field = 'adopt.rulesets.infrastructure.until is "2026-12-31"';
    expect(problemOn("2026-12-31")).to.equal(undefined);
    expect(problemOn("2027-01-01")).to.equal(
      `${field}: expected today or later, or no such exception`,
    );
    expect(problemOn("2026-10-02")).to.equal(undefined);
    expect(problemOn("2026-10-01")).to.equal(`${field}: expected at most 90 days ahead`);
    expect(exceptionProblem(settings, "another", new Date())).to.equal(undefined);
  });

  it("are a warning as long as they wait", () => {
    expect(exceptionWarnings(settings)).to.deep.equal([
      'infrastructure: enforcement of main\'s rules is "evaluate": expected active, once its ' +
        "workflows have reported the required checks, and by 2026-12-31",
    ]);
  });

  it("may not wait in a repository that delivers nothing", () => {
    const catalog = parseCatalog({ core: { ...core, allows: [] } });
    expect(() => checkExceptions(settings, catalog)).not.to.throw();
    const other = withRulesets({ orders: { enforcement: "disabled", until: "2026-12-31" } });
    expect(() => checkExceptions(other, catalog)).to.throw(
      'Pulumi.prod.yaml:\n  adopt.rulesets.orders is {"enforcement":"disabled","until":"2026-12-31"}: ' +
        "expected a repository of the catalog: one of nc-platform, infrastructure",
    );
  });
});
