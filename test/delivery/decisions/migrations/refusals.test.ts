import { expect } from "chai";
import { migrationRefusals } from "../../../../delivery/decisions/migrations/refusals";
import { ENVIRONMENTS } from "../../../../infra/environments";

const drops = { file: "migrations/0004-amount.sql", line: 3, finding: "drops the table a" };

/** A release whose migration takes something away. */
function released(own: object) {
  const report = { destructive: [{ ...drops, unusedSince: "v1.3.0" }], blocking: [] };
  return { migrations: { files: [], report, approvedBy: ["sam"], flag: "cents", ...own } };
}

describe("why migrations may not run", () => {
  it("[§8] is an owner who has not approved, in stg and prod: dev gets what main has reviewed", () => {
    const approval =
      "migrations.approvedBy is []: expected an owner who approves that it migrations/0004-amount.sql:3 drops the table a";
    for (const environment of ENVIRONMENTS) {
      const found = migrationRefusals(released({ approvedBy: [] }), environment);
      expect(found, environment).to.deep.equal(environment === "dev" ? [] : [approval]);
      expect(migrationRefusals(released({}), environment)).to.deep.equal([]);
    }
  });

  it("[§10] is a missing flag, and a missing report, everywhere", () => {
    for (const environment of ENVIRONMENTS) {
      expect(migrationRefusals(released({ flag: undefined }), environment)).to.deep.equal([
        "migrations.flag is missing: expected the flag that guards the change of shape",
      ]);
      expect(migrationRefusals({ migrations: undefined }, environment)).to.deep.equal([
        "migrations is missing: expected the report of what the release migrates",
      ]);
    }
  });
});
