import { expect } from "chai";
import { parseSql } from "../../../../delivery/adapters/sql/parse-sql";
import { reportMigrations } from "../../../../delivery/decisions/migrations/report";

type Options = Omit<Parameters<typeof reportMigrations>[0], "files">;

/** A release whose files have these texts; SHA-256 is stood for by the text itself. */
async function report(texts: Record<string, string>, options: Partial<Options> = {}) {
  const files = await Promise.all(
    Object.entries(texts).map(async ([path, text]) => {
      return { path, text, sha256: text, statements: await parseSql(path, text) };
    }),
  );
  return reportMigrations({
    version: "v1.4.0",
    isTagged: true,
    hasEmergencyScript: true,
    ...options,
    files,
  });
}

const FIRST = { "0001-a.sql": "CREATE TABLE a (n int)" };
const BEFORE = {
  version: "v1.3.0",
  files: [{ path: "0001-a.sql", sha256: "CREATE TABLE a (n int)" }],
};
const DROP = "-- unused since v1.3.0\nALTER TABLE a DROP COLUMN n;";

describe("the migrations of a release", () => {
  it("[§8] are reported as far as they are new", async () => {
    const sql = "-- unused since v1.2.0\nCREATE INDEX i ON a (n);\nDROP TABLE b;";
    const texts = { ...FIRST, "0002-b.sql": sql };
    const own = await report(texts, { before: BEFORE });
    expect(own.report).to.deep.equal({
      destructive: [
        { file: "0002-b.sql", line: 3, finding: "drops the table b", unusedSince: "v1.2.0" },
      ],
      blocking: [
        { file: "0002-b.sql", line: 2, finding: "makes the index i of a without CONCURRENTLY" },
      ],
    });
  });

  it("[§8] name the contract steps that were there before, as an environment may have skipped their release", async () => {
    const texts = { ...FIRST, "0002-b.sql": DROP, "0003-c.sql": "CREATE TABLE c (n int)" };
    const files = [...BEFORE.files, { path: "0002-b.sql", sha256: DROP }];
    const own = await report(texts, { before: { version: "v1.3.0", files } });
    expect(own).to.deep.equal({
      report: {
        destructive: [],
        blocking: [],
        earlier: [{ file: "0002-b.sql", unusedSince: "v1.3.0" }],
      },
      refused: [],
    });
  });

  it("[§8] only go forward within a major version", async () => {
    const changed = { "0001-a.sql": "CREATE TABLE a (m int)" };
    const want = "as in v1.3.0: within a major version, migrations only go forward";
    const before = { ...BEFORE, files: [...BEFORE.files, { path: "0003-c.sql", sha256: "x" }] };
    const late = { ...changed, "0002-b.sql": "SELECT 1" };
    expect((await report(late, { before })).refused).to.deep.equal([
      `0001-a.sql is "changed": expected ${want}`,
      `0003-c.sql is "gone": expected ${want}`,
      'name is "0002-b.sql": expected a name after 0003-c.sql, which has run before it',
    ]);
    expect((await report(late, { before, version: "v2.0.0" })).refused).to.deep.equal([]);
    expect((await report(FIRST, { before: BEFORE, version: "v1.3.1" })).refused).to.deep.equal([]);
  });

  it("[§8] take a shape away only when the release that stopped using it is everywhere", async () => {
    const texts = { ...FIRST, "0002-b.sql": DROP };
    const late = { before: BEFORE, flag: "cents" };
    const early = (newest: string) =>
      `release of 0002-b.sql is "v1.3.0": expected a release that is everywhere: ${newest} is the last whose canary is over, by the ledger`;
    expect((await report(texts, { ...late, everywhere: "v1.3.0" })).refused).to.deep.equal([]);
    expect((await report(texts, { ...late, everywhere: "v1.3.1" })).refused).to.deep.equal([]);
    expect((await report(texts, { ...late, everywhere: "v1.2.9" })).refused).to.deep.equal([
      early("v1.2.9"),
    ]);
    expect((await report(texts, { ...late, everywhere: "v1.3.0-rc.1" })).refused).to.deep.equal([
      early("v1.3.0-rc.1"),
    ]);
    expect((await report(texts, late)).refused).to.deep.equal([early("none")]);
  });

  it("[§8] of what is merged are read alone: neither the releases before nor what is everywhere count", async () => {
    const merged = { isTagged: false, before: BEFORE, flag: "cents" };
    const changed = { "0001-a.sql": "CREATE TABLE a (m int)", "0002-b.sql": DROP };
    const own = await report(changed, merged);
    expect(own.refused).to.deep.equal([]);
    expect(own.report.destructive.map(({ file }) => file)).to.deep.equal(["0002-b.sql"]);
    const { refused } = await report({ "0001-a.sql": "DROP TABLE b" }, merged);
    expect(refused).to.have.lengthOf(1);
    expect(refused[0]).to.match(/^"-- unused since" of 0001-a\.sql is missing/);
  });

  it("[§8] say since when what they take away is unused", async () => {
    const texts = { "0001-a.sql": "ALTER TABLE a DROP COLUMN n;" };
    const options = { flag: "cents", everywhere: "v9.0.0" };
    expect((await report(texts, options)).refused).to.deep.equal([
      '"-- unused since" of 0001-a.sql is missing: expected a line such as "-- unused since v1.3.0", the release that no longer uses what it takes away',
    ]);
  });

  it("[§10] have a flag where they change the shape", async () => {
    expect((await report({ "0001-a.sql": DROP }, { everywhere: "v1.3.0" })).refused).to.deep.equal([
      "flag is missing: expected the flag that guards the change of shape",
    ]);
  });

  it("[§8] have a script for emergencies", async () => {
    expect((await report(FIRST, { hasEmergencyScript: false })).refused).to.deep.equal([
      'emergency.sql is "missing": expected the service\'s script for emergencies',
    ]);
  });

  it("[§8] can be run again after they were killed", async () => {
    const own = await report({
      "0001-a.sql": "BEGIN; CREATE TABLE a (n int); COMMIT;",
      "0002-b.sql": "CREATE TABLE b (n int);\nCREATE INDEX CONCURRENTLY i ON b (n);",
      "0003-c.sql":
        "DROP INDEX CONCURRENTLY IF EXISTS app.i;\nCREATE INDEX CONCURRENTLY i ON b (n);",
      "0004-d.sql": "DROP INDEX CONCURRENTLY i;\nCREATE INDEX CONCURRENTLY i ON b (n);",
    });
    const invalid =
      "is an index that stays, invalid, if it is killed: expected DROP INDEX CONCURRENTLY IF EXISTS i before it";
    expect(own.refused).to.deep.equal([
      "0001-a.sql:1 is a transaction's own begin or end: expected one for the whole file",
      "0001-a.sql:1 is a transaction's own begin or end: expected one for the whole file",
      "0002-b.sql:1 is in need of a transaction: expected another file than what PostgreSQL refuses in one",
      `0002-b.sql:2 ${invalid}`,
      `0004-d.sql:2 ${invalid}`,
    ]);
  });
});
