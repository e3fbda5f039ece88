import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { nc } from "../support/command-line";

const FOLDER = "test/fixtures/migrations";

describe("nc migrations check", () => {
  const folder = mkdtempSync(join(tmpdir(), "nc-migrations-"));
  after(() => rmSync(folder, { recursive: true }));

  it("[§8] lists what is destructive and what blocks, and refuses what nobody approved", async () => {
    const words = ["migrations", "check", FOLDER, "--version", "v1.4.0", "--everywhere", "v1.3.0"];
    const { code, err } = await nc([...words, "--flag", "amounts-in-cents"]);
    expect(code).to.equal(1);
    expect(err).to.equal(
      [
        "the migrations:",
        `  approval of ${FOLDER}/0004-amount.sql is "missing": expected an approval in --repository by --team, which owns the folder`,
        "",
      ].join("\n"),
    );
  });

  it("[§8] answers the release's part migrations, with the digest of each file", async () => {
    writeFileSync(join(folder, "0001-a.sql"), "CREATE TABLE a (n int);\n");
    writeFileSync(join(folder, "0002-b.sql"), "CREATE INDEX i ON b (n);\n");
    writeFileSync(join(folder, "emergency.sql"), "SELECT 1;\n");
    const { code, out, err } = await nc([
      ...["migrations", "check", folder, "--version", "v1.4.0", "--json"],
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

  it("refuses names that would run in another order, and a script that does not parse", async () => {
    writeFileSync(join(folder, "b.sql"), "SELECT 1");
    const named = await nc(["migrations", "check", folder, "--version", "v1.4.0"]);
    rmSync(join(folder, "b.sql"));
    expect(named.err).to.equal(
      'the migrations:\n  file is "b.sql": expected a name such as "0001-invoices.sql"\n',
    );
    writeFileSync(join(folder, "emergency.sql"), "SELEC 1");
    const script = await nc(["migrations", "check", folder, "--version", "v1.4.0"]);
    expect(script.err).to.equal(
      `the migrations:\n  ${folder}/emergency.sql:1 is "syntax error at or near \\"SELEC\\"": expected PostgreSQL's SQL\n`,
    );
  });
});
