import { readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { expect } from "chai";
import { type Postgres, postgresFor } from "../support/postgres";

const FOLDER = new URL("../fixtures/migrations/", import.meta.url);
const sqlOf = (name: string) => readFileSync(new URL(name, FOLDER), "utf8");

/** What the version before writes and reads, and what the version after does. */
const OLD = "INSERT INTO invoice (amount) VALUES (2); SELECT count(amount) FROM invoice;";
const NEW = "INSERT INTO invoice (cents) VALUES (200); SELECT count(cents) FROM invoice;";

describe("migrations on a real PostgreSQL", () => {
  let postgres: Postgres;

  before(async function () {
    postgres = await postgresFor(this);
  });
  after(() => postgres?.stop());

  /** An empty database, with the first of the migrations in it. */
  beforeEach(async () => {
    await succeed("DROP TABLE IF EXISTS invoice");
    await migrate("0001-invoices.sql");
    await succeed("INSERT INTO invoice (amount) VALUES (1)");
  });

  async function succeed(sql: string): Promise<string> {
    const { ok, stdout, stderr } = await postgres.run(sql);
    expect(ok, stderr).to.equal(true);
    return stdout;
  }

  /** Runs a file as a release does: in one transaction, but for what PostgreSQL refuses in one. */
  function migrate(name: string, session?: string) {
    const inOneTransaction = !sqlOf(name).includes("CONCURRENTLY");
    return postgres.run(sqlOf(name), { inOneTransaction, session });
  }

  const works = async (sql: string) => (await postgres.run(sql)).ok;

  /** Waits until `sql` answers `true`. */
  async function until(sql: string): Promise<void> {
    while ((await succeed(sql)) !== "t") await setTimeout(20);
  }

  const sleeps = (session: string) =>
    `SELECT count(*) = 1 FROM pg_stat_activity WHERE application_name = '${session}' AND wait_event = 'PgSleep'`;

  const kill = (session: string) =>
    succeed(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '${session}'`,
    );

  it("[§8] serve the old and the new version between expand and contract", async () => {
    expect([await works(OLD), await works(NEW)]).to.deep.equal([true, false]);
    expect((await migrate("0002-cents.sql")).ok).to.equal(true);
    expect([await works(OLD), await works(NEW)]).to.deep.equal([true, true]);
    expect((await migrate("0003-by-cents.sql")).ok).to.equal(true);
    expect([await works(OLD), await works(NEW)]).to.deep.equal([true, true]);
    expect((await migrate("0004-amount.sql")).ok).to.equal(true);
    expect([await works(OLD), await works(NEW)]).to.deep.equal([false, true]);
  });

  it("[§8] have a script for emergencies that works until the contract step", async () => {
    await migrate("0002-cents.sql");
    await succeed(NEW);
    await succeed(sqlOf("emergency.sql"));
    expect(await succeed("SELECT amount FROM invoice WHERE cents = 200")).to.equal(
      "2.0000000000000000",
    );
    await migrate("0004-amount.sql");
    expect(await works(sqlOf("emergency.sql"))).to.equal(false);
  });

  it("[§8] are all or nothing when they are killed half-way, and run again", async () => {
    const shape =
      "SELECT string_agg(column_name, ',' ORDER BY column_name) FROM information_schema.columns WHERE table_name = 'invoice'";
    const halfWay = sqlOf("0002-cents.sql").replace("UPDATE", "SELECT pg_sleep(600);\nUPDATE");
    const migration = postgres.run(halfWay, { inOneTransaction: true, session: "migration" });
    await until(sleeps("migration"));
    await kill("migration");
    expect((await migration).ok).to.equal(false);
    expect(await succeed(shape)).to.equal("amount,id");

    expect((await migrate("0002-cents.sql")).ok).to.equal(true);
    expect(await succeed(shape)).to.equal("amount,cents,id");
  });

  it("[§8] leave no invalid index when they are killed half-way, and run again", async () => {
    const valid = "SELECT indisvalid FROM pg_index WHERE indexrelid = 'invoice_by_cents'::regclass";
    await migrate("0002-cents.sql");
    // An index that is made while its table is used waits for transactions that began before it.
    const holder = postgres.run("BEGIN; UPDATE invoice SET cents = 5; SELECT pg_sleep(600);", {
      session: "holder",
    });
    await until(sleeps("holder"));
    const migration = migrate("0003-by-cents.sql", "migration");
    await until("SELECT count(*) = 1 FROM pg_class WHERE relname = 'invoice_by_cents'");
    await until(
      "SELECT count(*) = 1 FROM pg_stat_activity WHERE application_name = 'migration' AND wait_event_type = 'Lock'",
    );
    await kill("migration");
    expect((await migration).ok).to.equal(false);
    await kill("holder");
    await holder;
    expect(await succeed(valid)).to.equal("f");

    expect((await migrate("0003-by-cents.sql")).ok).to.equal(true);
    expect(await succeed(valid)).to.equal("t");
  });
});
