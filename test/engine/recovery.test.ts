import { expect } from "chai";
import type { Report } from "../../sandbox/report";
import { MAIN, projectWith, testSandbox } from "../support/sandbox";

/** Top-level components that only DR has, and its provider. */
const OF_DR = /^(aws-dr|keys-dr|artifacts-dr|artifact-replication|[a-z-]+-dr)$/;

describe("the DR region, by the engine", () => {
  const sandbox = testSandbox();
  after(() => sandbox.remove());

  async function report(words: readonly string[], dr: boolean): Promise<Report> {
    const project = projectWith(sandbox.folder, "stg", (text) =>
      text.replace("config:\n", `config:\n  nc-platform:dr: ${dr}\n`),
    );
    const env = { NC_PROJECT: project, NC_CATALOG: "test/fixtures/small-catalog" };
    const run = await sandbox.run([...words, "stg", "--json"], MAIN, env);
    const { environments } = JSON.parse(run.stdout) as { environments: Report[] };
    const [only] = environments;
    if (only === undefined) throw new Error(run.stderr);
    expect(only.errors, run.stderr).to.deep.equal([]);
    expect(only.violations).to.deep.equal([]);
    return only;
  }

  const ofDr = ({ rows }: Report) => rows.filter(({ component }) => OF_DR.test(component));

  it("[§3] has nothing in an environment where DR is off", async () => {
    const { changes, rows } = await report(["up"], false);

    expect(rows.filter(({ component }) => OF_DR.test(component))).to.deep.equal([]);
    expect(rows.filter(({ type }) => /:recovery:|[rR]eplica/.test(type))).to.deep.equal([]);
    expect(changes.create).to.be.greaterThan(100);
  });

  it("[§3] breaks no rule, and is made beside what is there: nothing is replaced", async () => {
    const made = await report(["up"], true);

    expect(made.policies).to.include.members([
      "data-uses-customer-managed-key",
      "region-is-allowed",
    ]);
    expect(made.changes).to.include({ replace: 0, delete: 0 });
    expect(ofDr(made).length).to.be.greaterThan(10);
    // Beside it, rights follow the regions, and secrets are copied from where they are.
    const others = made.rows
      .filter(({ component, operation }) => operation !== "same" && !OF_DR.test(component))
      .filter(({ type }) => /^(aws|github):/.test(type))
      .map(({ operation, type }) => `${operation} ${type}`);
    expect(new Set(others.filter((each) => !each.startsWith("change aws:iam/")))).to.deep.equal(
      new Set(["change aws:secretsmanager/secret:Secret"]),
    );
  });

  it("[§3] leaves nothing to change once it is there", async () => {
    const { changes } = await report(["preview"], true);
    expect(changes).to.include({ create: 0, change: 0, replace: 0, delete: 0 });
  });
});
