import { expect } from "chai";
import { migrationsGate } from "../../../../../delivery/decisions/gates/release/migrations";
import { parseRelease } from "../../../../../delivery/decisions/release/release";
import { manifest } from "../../release/fixture";
import { ask, CANNOT_KNOW } from "../ask";

const file = "migrations/0004-amount.sql";
const drops = { file, line: 3, finding: "drops the column amount", unusedSince: "v1.3.0" };

/** A release whose migration takes something away, or nothing. */
function released(destructive: readonly object[], own: object = {}) {
  const migrations = {
    files: [{ path: file, sha256: "0".repeat(64) }],
    report: { destructive, blocking: [] },
    approvedBy: ["sam"],
    flag: "cents",
  };
  return { release: parseRelease({ ...manifest(), migrations: { ...migrations, ...own } }) };
}

describe("the gate of migrations", () => {
  const at = (everywhere?: string) => ({ migrations: { hasCommand: true, everywhere } });

  it("[§8] lets a contract step through where the release that stopped using it is everywhere", () => {
    for (const everywhere of ["v1.3.0", "v1.4.0"]) {
      expect(ask(migrationsGate, at(everywhere), released([drops])).kind).to.equal("pass");
    }
  });

  it("[§8] says how many there are, and how much is taken away", () => {
    const expand = ask(migrationsGate, at("v1.3.0"), released([]));
    expect(expand.reasons).to.deep.equal(["It has 1 migration, and nothing is taken away."]);
    const contract = ask(migrationsGate, at("v1.3.0"), released([drops]));
    expect(contract.reasons).to.deep.equal([
      "It has 1 migration. What is taken away (1) is in use nowhere.",
    ]);
  });

  it("[§8] refuses a contract step while older code runs, once for each file", () => {
    const line = (newest: string) =>
      `release of ${file} is "v1.3.0": expected a release that is everywhere: ${newest} is the last whose canary is over, by the ledger`;
    expect(ask(migrationsGate, at("v1.2.9"), released([drops, drops]))).to.deep.equal({
      kind: "fail",
      reasons: [line("v1.2.9")],
    });
    expect(ask(migrationsGate, at(), released([drops]))).to.deep.equal({
      kind: "fail",
      reasons: [line("none")],
    });
  });

  it("[§8] refuses a contract step of a release that was never here, as it runs now", () => {
    const earlier = { file: "migrations/0003-old.sql", unusedSince: "v1.3.0" };
    const own = { report: { destructive: [], blocking: [], earlier: [earlier] } };
    const line =
      'release of migrations/0003-old.sql is "v1.3.0": expected a release that is everywhere: v1.2.9 is the last whose canary is over, by the ledger';
    expect(ask(migrationsGate, at("v1.2.9"), released([], own))).to.deep.equal({
      kind: "fail",
      reasons: [line],
    });
    expect(ask(migrationsGate, at("v1.3.0"), released([], own)).kind).to.equal("pass");
    expect(ask(migrationsGate, at(), released([], own)).kind).to.equal("pass");
  });

  it("[§8] refuses what no owner has approved, and what no flag guards", () => {
    const own = { approvedBy: [], flag: undefined };
    expect(ask(migrationsGate, at("v1.3.0"), released([drops], own))).to.deep.equal({
      kind: "fail",
      reasons: [
        `migrations.approvedBy is []: expected an owner who approves that it ${file}:3 drops the column amount`,
        "migrations.flag is missing: expected the flag that guards the change of shape",
      ],
    });
  });

  it("passes what takes nothing away before the first release", () => {
    expect(ask(migrationsGate, at(), released([])).kind).to.equal("pass");
  });

  it("[§8] refuses migrations that nobody has read, and such that nothing runs", () => {
    const none = { release: parseRelease(manifest()) };
    const noCommand = { migrations: { hasCommand: false } };
    expect(ask(migrationsGate, at(), none).kind).to.equal("fail");
    expect(ask(migrationsGate, noCommand, released([])).kind).to.equal("fail");
    expect(ask(migrationsGate, noCommand, none).kind).to.equal("pass");
  });

  it("fails where it cannot know", () => {
    expect(ask(migrationsGate, {}, released([]))).to.deep.equal(CANNOT_KNOW);
  });
});
