import { expect } from "chai";
import { parseSql } from "../../../../delivery/adapters/sql/parse-sql";
import { destructive } from "../../../../delivery/decisions/migrations/destructive";
import { findingsIn } from "../../../../delivery/decisions/migrations/statement";

/** Statements, and what each takes away (PostgreSQL documentation, "SQL Commands"). */
const TAKES: [sql: string, finding: string][] = [
  ["DROP TABLE invoice", "drops the table invoice"],
  ["DROP TABLE a, app.b", "drops the table app.b"],
  ["DROP MATERIALIZED VIEW totals", "drops the materialized view totals"],
  ["DROP TYPE status", "drops the type status"],
  ["DROP FUNCTION total(int)", "drops the function total"],
  ["DROP SCHEMA app CASCADE", "drops the schema app"],
  ["DROP DATABASE billing", "drops the database billing"],
  ["DROP OWNED BY app", "drops all that a role owns"],
  ["TRUNCATE invoice", "empties a table"],
  ["DELETE FROM invoice WHERE id = 1", "deletes rows"],
  ["WITH old AS (DELETE FROM a RETURNING *) INSERT INTO b SELECT * FROM old", "deletes rows"],
  ["MERGE INTO a USING b ON a.id = b.id WHEN MATCHED THEN DELETE", "deletes rows"],
  ["ALTER TABLE invoice DROP COLUMN amount", "drops the column amount of invoice"],
  [
    "ALTER TABLE invoice ALTER amount TYPE bigint",
    "changes the type of the column amount of invoice",
  ],
  [
    "ALTER TABLE invoice ALTER amount SET NOT NULL",
    "makes the column amount of invoice required, which the running version may leave out",
  ],
  [
    "ALTER TABLE invoice ALTER amount DROP DEFAULT",
    "takes the default of the column amount of invoice away",
  ],
  [
    "ALTER TABLE invoice ALTER id DROP IDENTITY",
    "takes the value that is generated for the column id of invoice away",
  ],
  ["ALTER TABLE invoice DETACH PARTITION old", "takes a partition of invoice away"],
  [
    "ALTER TABLE invoice ADD COLUMN cents bigint NOT NULL",
    "adds the column cents of invoice, which the running version does not fill",
  ],
  ["ALTER TABLE invoice RENAME COLUMN a TO b", "renames the column a to b"],
  ["ALTER TABLE invoice RENAME TO bill", "renames the table invoice to bill"],
  ["ALTER TABLE invoice SET SCHEMA app", "moves invoice to the schema app"],
  ["ALTER TYPE status RENAME VALUE 'new' TO 'open'", "renames the value new of a type"],
  ["REVOKE SELECT ON invoice FROM app", "takes rights away"],
  ["REVOKE reader FROM app", "takes a role away"],
  ["DO $$ BEGIN DROP TABLE invoice; END $$", "runs a block of code that is not checked"],
  ["CALL tidy()", "calls a procedure that is not checked"],
  ["SELECT tidy()", "calls the function tidy, which is not checked"],
  ["SELECT lo_unlink(7)", "calls the function lo_unlink, which is not checked"],
  ["SELECT app.lower('A')", "calls the function app.lower, which is not checked"],
  ["INSERT INTO a SELECT tidy()", "calls the function tidy, which is not checked"],
  ["ALTER TABLE a ADD b int DEFAULT tidy()", "calls the function tidy, which is not checked"],
  ["UPDATE invoice SET amount = 0 WHERE true", "writes over the column amount of invoice"],
  [
    "UPDATE invoice SET cents = 1, amount = 0 WHERE cents IS NULL",
    "writes over the column amount of invoice",
  ],
  [
    "UPDATE invoice SET cents = 1 WHERE cents IS NULL OR true",
    "writes over the column cents of invoice",
  ],
  [
    "WITH old AS (UPDATE a SET n = 0 RETURNING 1) SELECT count(*) FROM old",
    "writes over the column n of a",
  ],
  [
    "INSERT INTO a (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET n = 0",
    "writes over rows that are there",
  ],
  ["DROP ROLE app", "is of a kind that is not checked, DropRoleStmt"],
  ["ALTER ROLE app NOLOGIN", "is of a kind that is not checked, AlterRoleStmt"],
  ["REASSIGN OWNED BY app TO other", "is of a kind that is not checked, ReassignOwnedStmt"],
  ["COPY a FROM PROGRAM 'true'", "is of a kind that is not checked, CopyStmt"],
  ["ALTER SEQUENCE s RESTART", "is of a kind that is not checked, AlterSeqStmt"],
  [
    "CREATE RULE r AS ON INSERT TO a DO INSTEAD NOTHING",
    "is of a kind that is not checked, RuleStmt",
  ],
  [
    "ALTER TABLE invoice OWNER TO other",
    "changes invoice in a way that is not checked, AT_ChangeOwner",
  ],
  [
    "ALTER TABLE invoice SET UNLOGGED",
    "changes invoice in a way that is not checked, AT_SetUnLogged",
  ],
  [
    "ALTER TABLE invoice ENABLE ROW LEVEL SECURITY",
    "changes invoice in a way that is not checked, AT_EnableRowSecurity",
  ],
];

const HARMLESS = [
  "CREATE TABLE invoice (id bigint PRIMARY KEY)",
  "ALTER TABLE invoice ADD COLUMN cents bigint",
  "ALTER TABLE invoice ADD COLUMN cents bigint NOT NULL DEFAULT 0",
  "ALTER TABLE invoice ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY NOT NULL",
  "ALTER TABLE invoice ALTER amount DROP NOT NULL",
  "ALTER TABLE invoice ALTER amount SET DEFAULT 0",
  "ALTER TABLE invoice DROP CONSTRAINT positive",
  "ALTER TABLE invoice RENAME CONSTRAINT a TO b",
  "ALTER INDEX a RENAME TO b",
  "ALTER TYPE status ADD VALUE 'late'",
  "DROP INDEX CONCURRENTLY by_cents",
  "UPDATE invoice SET cents = amount * 100 WHERE cents IS NULL",
  "UPDATE invoice SET cents = lower(a)::int WHERE id < 9 AND invoice.cents IS NULL",
  "INSERT INTO invoice (id) VALUES (1)",
  "INSERT INTO a (id) SELECT gen_random_uuid() ON CONFLICT DO NOTHING",
  "SELECT pg_catalog.setval('invoice_id_seq', max(id)) FROM invoice",
  "CREATE FUNCTION total() RETURNS int LANGUAGE sql AS 'SELECT 1'",
  "CREATE VIEW v AS SELECT total() AS n",
  "COMMENT ON TABLE invoice IS 'what is owed'",
  "ALTER TABLE invoice VALIDATE CONSTRAINT positive",
  "GRANT SELECT ON invoice TO app",
  "GRANT reader TO app",
  "SELECT 'DROP TABLE invoice'",
];

describe("what is destructive in a migration", () => {
  for (const [sql, finding] of TAKES) {
    it(`[§8] is ${sql}`, async () => {
      const findings = findingsIn(await parseSql("0001-a.sql", sql), destructive);
      expect(findings.at(-1)).to.deep.equal({ file: "0001-a.sql", line: 1, finding });
    });
  }

  for (const sql of HARMLESS) {
    it(`is not ${sql}`, async () => {
      expect(findingsIn(await parseSql("0001-a.sql", sql), destructive)).to.deep.equal([]);
    });
  }

  it("is named with the line where the statement begins", async () => {
    const sql =
      "-- a comment; with a semicolon\nSELECT 1;\n\n/* two\nlines */ -- three\n  DROP TABLE ä;\n";
    expect(findingsIn(await parseSql("0001-a.sql", sql), destructive)).to.deep.equal([
      { file: "0001-a.sql", line: 6, finding: "drops the table ä" },
    ]);
  });

  for (const [what, sign, shown] of [
    ["the character 0, at which the parser stops", "\0", '"\\u0000"'],
    ["bytes that are no UTF-8", Buffer.from([0xff]).toString("utf8"), '"\uFFFD"'],
  ] as const) {
    it(`[§8] is not hidden behind ${what}`, async () => {
      const parsed = parseSql("0001-a.sql", `SELECT 1;\n${sign} DROP TABLE invoice;`);
      expect(await parsed.then(String, (error: Error) => error.message)).to.equal(
        `the migrations:\n  0001-a.sql:2 is ${shown}: expected text in UTF-8, without NUL`,
      );
    });
  }

  it("is not guessed where a file is no SQL", async () => {
    const parsed = parseSql("0001-a.sql", "SELECT 'ä';\nALTER TABEL invoice");
    const message = await parsed.then(String, (error: Error) => error.message);
    expect(message).to.equal(
      'the migrations:\n  0001-a.sql:2 is "syntax error at or near \\"TABEL\\"": expected PostgreSQL\'s SQL',
    );
  });
});
