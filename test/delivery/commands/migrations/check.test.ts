import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
import { dynamoDbLedger } from "../../../../delivery/ledger/dynamodb";
import { parseEvent } from "../../../../delivery/ledger/events";
import { deliveries } from "../../adapters/aws/support/deliveries";
import { deployRoleOf } from "../../adapters/aws/support/program-account";
import { NOW, nc, variablesOf } from "../support/command-line";

const FOLDER = "test/fixtures/migrations";
const SERVICE = "ingest-worker";
const AT = NOW.toISOString();
const OF = ["--workload", SERVICE];

describe("nc migrations check", () => {
  const folder = mkdtempSync(join(tmpdir(), "nc-migrations-"));
  const { api, clientsOf } = deliveries();
  const own = mkdtempSync(join(tmpdir(), "nc-project-"));
  after(() => {
    rmSync(folder, { recursive: true });
    rmSync(own, { recursive: true });
  });

  /** A project whose catalog has a flag for the newest migrations of the service. */
  const project = (): URL => {
    const catalog = join(own, "stacks", "catalog");
    cpSync("test/fixtures/catalog", catalog, { recursive: true });
    const entry = join(catalog, `${SERVICE}.ts`);
    const secret = 'secret: "database-url"';
    const text = readFileSync(entry, "utf8").replace(secret, `${secret}, flag: "new-parser"`);
    writeFileSync(entry, text);
    return pathToFileURL(`${own}/`);
  };

  it("[§8] lists what is destructive and what blocks, and refuses what nobody approved", async () => {
    const words = ["migrations", "check", FOLDER, "--version", "v1.4.0", ...OF];
    const { code, err } = await nc(words, {}, project());
    expect(code).to.equal(1);
    expect(err).to.equal(
      [
        "the migrations:",
        `  release of ${FOLDER}/0004-amount.sql is "v1.3.0": expected a release that is everywhere: none is the last whose canary is over, by the ledger`,
        `  approval of ${FOLDER}/0004-amount.sql is "missing": expected an approval at --commit of --repository by ingest, the team that owns it`,
        "",
      ].join("\n"),
    );
  });

  it("[§8] answers the release's part migrations, with the digest of each file", async () => {
    writeFileSync(join(folder, "0001-a.sql"), "CREATE TABLE a (n int);\n");
    writeFileSync(join(folder, "0002-b.sql"), "CREATE INDEX i ON b (n);\n");
    writeFileSync(join(folder, "emergency.sql"), "SELECT 1;\n");
    const { code, out, err } = await nc([
      ...["migrations", "check", folder, "--version", "v1.4.0", ...OF, "--json"],
    ]);
    expect(code, err).to.equal(0);
    // By `sha256sum`.
    expect(JSON.parse(out).answer).to.deep.equal({
      files: [
        {
          path: `${folder}/0001-a.sql`,
          sha256: "38c32d79ef36afd6c534127cd54298b2f18e33999aabe407777a949e860f590f",
        },
        {
          path: `${folder}/0002-b.sql`,
          sha256: "bff6fd3c6afbcb49d3399253cc37cf68d7b84cc72154dfa05075a6cd40a6f059",
        },
      ],
      report: {
        destructive: [],
        blocking: [
          {
            file: `${folder}/0002-b.sql`,
            line: 1,
            finding: "makes the index i of b without CONCURRENTLY",
          },
        ],
      },
      approvedBy: [],
      emergencyScript: {
        path: `${folder}/emergency.sql`,
        sha256: "b4e0497804e46e0a0b0b8c31975b062152d551bac49c3c2e80932567b4085dcd",
      },
    });
  });

  it("[§8] asks the ledger of the environment which release is everywhere", async () => {
    const words = ["migrations", "check", FOLDER, "--version", "v1.4.0", ...OF];
    const asked = [...words, "--environment", "stg"];
    const env = variablesOf(api.as(deployRoleOf(SERVICE)));
    const early = /release of \S+0004-amount\.sql is "v1\.3\.0"/;
    expect((await nc(asked, env, project())).err).to.match(early);
    const ledger = dynamoDbLedger(await clientsOf(SERVICE).dynamoDb(), "nc-platform-stg-ledger");
    const release = `sha256:${"3".repeat(64)}`;
    for (const own of [
      { type: "release-made", version: "v1.3.0", commit: "a".repeat(40), taggedAt: AT },
      { type: "promotion-phase", promotion: "p-1", phase: "succeeded", deployment: "d-1" },
    ]) {
      const event = { environment: "stg", app: "Neurocipher", workload: SERVICE, writer: "run" };
      await ledger.record(parseEvent({ ...event, at: AT, release, ...own }));
    }
    expect((await nc(asked, env, project())).err).not.to.match(early);
    expect((await nc(words, env, project())).err).to.match(early);
  });

  it("[§10] asks the catalog which flag guards a change of shape", async () => {
    const words = ["migrations", "check", FOLDER, "--version", "v1.4.0", ...OF];
    const missing = "flag is missing: expected the flag that guards the change of shape";
    expect((await nc(words)).err).to.include(missing);
    expect((await nc(words, {}, project())).err).not.to.include(missing);
  });

  it("refuses names that would run in another order, and a script that does not parse", async () => {
    writeFileSync(join(folder, "b.sql"), "SELECT 1");
    const named = await nc(["migrations", "check", folder, "--version", "v1.4.0", ...OF]);
    rmSync(join(folder, "b.sql"));
    expect(named.err).to.equal(
      'the migrations:\n  file is "b.sql": expected a name such as "0001-invoices.sql"\n',
    );
    writeFileSync(join(folder, "emergency.sql"), "SELEC 1");
    const script = await nc(["migrations", "check", folder, "--version", "v1.4.0", ...OF]);
    expect(script.err).to.equal(
      `the migrations:\n  ${folder}/emergency.sql:1 is "syntax error at or near \\"SELEC\\"": expected PostgreSQL's SQL\n`,
    );
  });
});
