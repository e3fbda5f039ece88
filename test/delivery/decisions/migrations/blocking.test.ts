import { expect } from "chai";
import { parseSql } from "../../../../delivery/adapters/sql/parse-sql";
import { blocking, createdTables } from "../../../../delivery/decisions/migrations/blocking";
import { findingsIn } from "../../../../delivery/decisions/migrations/statement";

async function findingsOf(sql: string): Promise<string[]> {
  const statements = await parseSql("0001-a.sql", sql);
  const created = createdTables(statements);
  return findingsIn(statements, (node) => blocking(node, created)).map(({ finding }) => finding);
}

const ANEW = "writes invoice anew for the values of n";
const INDEX = "makes an index of invoice without CONCURRENTLY, for a constraint";
const READS = "reads all of invoice for a constraint that is not NOT VALID";

/** Statements that lock a table for long, and how (PostgreSQL documentation, "ALTER TABLE", "Explicit Locking"). */
const BLOCKS: [sql: string, finding: string][] = [
  ["CREATE INDEX by_n ON invoice (n)", "makes the index by_n of invoice without CONCURRENTLY"],
  ["DROP INDEX by_n", "drops an index without CONCURRENTLY"],
  ["REINDEX TABLE invoice", "makes an index again without CONCURRENTLY"],
  ["ALTER TABLE invoice ALTER n TYPE bigint", "writes invoice anew for another type of n"],
  ["ALTER TABLE invoice ALTER n SET NOT NULL", "reads all of invoice for NULL in n"],
  ["ALTER TABLE invoice SET TABLESPACE fast", "writes invoice anew"],
  ["ALTER TABLE invoice ADD CONSTRAINT c CHECK (n > 0)", READS],
  ["ALTER TABLE invoice ADD CONSTRAINT c FOREIGN KEY (n) REFERENCES b (id)", READS],
  ["ALTER TABLE invoice ADD CONSTRAINT c UNIQUE (n)", INDEX],
  ["ALTER TABLE invoice ADD COLUMN n bigserial", ANEW],
  ["ALTER TABLE invoice ADD COLUMN n uuid DEFAULT gen_random_uuid()", ANEW],
  ["ALTER TABLE invoice ADD COLUMN n bigint GENERATED ALWAYS AS IDENTITY", ANEW],
  ["ALTER TABLE invoice ADD COLUMN n bigint GENERATED ALWAYS AS (m * 2) STORED", ANEW],
  ["ALTER TABLE invoice ADD COLUMN n bigint UNIQUE", INDEX],
  ["ALTER TABLE invoice ADD COLUMN n bigint REFERENCES b (id)", READS],
  ["UPDATE invoice SET n = 0", "writes every row of invoice at once"],
  ["CLUSTER invoice USING by_n", "sorts a table"],
  ["VACUUM FULL invoice", "makes a new copy of a table (VACUUM FULL)"],
  ["LOCK TABLE invoice", "locks a table"],
  ["REFRESH MATERIALIZED VIEW totals", "fills totals without CONCURRENTLY"],
];

const QUICK = [
  "CREATE INDEX CONCURRENTLY by_n ON invoice (n)",
  "DROP INDEX CONCURRENTLY by_n",
  "REINDEX TABLE CONCURRENTLY invoice",
  "ALTER TABLE invoice ADD COLUMN n bigint",
  "ALTER TABLE invoice ADD COLUMN n timestamptz NOT NULL DEFAULT now()",
  "ALTER TABLE invoice ADD COLUMN n bigint DEFAULT 7",
  "ALTER TABLE invoice ADD CONSTRAINT c CHECK (n > 0) NOT VALID",
  "ALTER TABLE invoice VALIDATE CONSTRAINT c",
  "ALTER TABLE invoice ADD CONSTRAINT c UNIQUE USING INDEX by_n",
  "UPDATE invoice SET n = 0 WHERE n IS NULL",
  "VACUUM (ANALYZE) invoice",
  "REFRESH MATERIALIZED VIEW CONCURRENTLY totals",
  "CREATE TABLE invoice (n bigint); CREATE INDEX by_n ON invoice (n); UPDATE invoice SET n = 0",
  "CREATE TABLE invoice (n bigint); ALTER TABLE invoice ADD CONSTRAINT c CHECK (n > 0)",
];

describe("what blocks users of a table in a migration", () => {
  for (const [sql, finding] of BLOCKS) {
    it(`[§8] is ${sql}`, async () => {
      expect(await findingsOf(sql)).to.deep.equal([finding]);
    });
  }

  for (const sql of QUICK) {
    it(`is not ${sql}`, async () => {
      expect(await findingsOf(sql)).to.deep.equal([]);
    });
  }
});
