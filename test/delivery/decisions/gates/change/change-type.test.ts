import { expect } from "chai";
import { changeTypeGate } from "../../../../../delivery/decisions/gates/change/change-type";
import { parseRelease } from "../../../../../delivery/decisions/release/release";
import { type Manifest, manifest } from "../../release/fixture";
import { ask } from "../ask";

const standard = { type: "standard", risk: "low", summary: "Renews the text of mails" } as const;
const given = (fields: Partial<Manifest>) =>
  ask(changeTypeGate, {}, { changeType: "standard", release: parseRelease(manifest(fields)) });

describe("the gate of the change's type", () => {
  it("[§16] takes a documented change of low risk for a standard one", () => {
    expect(given({ change: standard })).to.deep.equal({
      kind: "pass",
      reasons: ["It is documented, and its risk is low."],
    });
  });

  it("[§16] takes no new major version for a standard change, whatever its tag says", () => {
    // Semantic Versioning 2.0.0, section 8: what breaks compatibility is a new major version.
    for (const version of ["v2.0.0", "v10.0.0", "v21.0.0"]) {
      expect(given({ change: standard, version })).to.deep.equal({
        kind: "fail",
        reasons: [
          `${version} is a new major version, which breaks what others rely on.`,
          "Promote it as a normal change.",
        ],
      });
    }
    for (const version of ["v1.0.0", "v0.9.0", "v2.0.1", "v2.1.0"]) {
      expect(given({ change: standard, version }).kind, version).to.equal("pass");
    }
  });

  it("[§16] refuses a standard change that is none, with every reason", () => {
    const sha256 = "1".repeat(64);
    const statement = (line: number, finding: string) => ({ file: "1.sql", line, finding });
    expect(
      given({
        change: { type: "normal", risk: "medium", summary: " " },
        migrations: {
          files: [{ path: "1.sql", sha256 }],
          report: {
            destructive: [
              { ...statement(3, "drops the column billing.amount"), unusedSince: "v1.3.0" },
            ],
            blocking: [statement(9, "rewrites the table billing")],
          },
          approvedBy: [],
        },
      }),
    ).to.deep.equal({
      kind: "fail",
      reasons: [
        "Its manifest says that it is a normal change.",
        "Its risk is medium: expected low.",
        "Nothing documents it: its summary is blank.",
        "Its migration 1.sql:3 drops the column billing.amount, which loses data.",
        "Its migration 1.sql:9 rewrites the table billing, which locks a table.",
        "Promote it as a normal change.",
      ],
    });
  });

  it("lets any release be promoted as a normal or an emergency change", () => {
    for (const changeType of ["normal", "emergency"] as const) {
      expect(ask(changeTypeGate, {}, { changeType }).kind).to.equal("pass");
    }
  });
});
