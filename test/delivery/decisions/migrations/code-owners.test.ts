import { expect } from "chai";
import { codeOwnersOf } from "../../../../delivery/decisions/migrations/code-owners";

const PATH = "migrations/0001-invoices.sql";

/** What each pattern of GitHub's own page matches, and what it does not ("About code owners", "Example of a CODEOWNERS file"). */
const PATTERNS: readonly (readonly [pattern: string, path: string, isMatched: boolean])[] = [
  ["*", PATH, true],
  ["*.sql", PATH, true],
  ["*.sql", "migrations/0001.sql.md", false],
  ["/build/logs/", "build/logs/a/b.txt", true],
  ["/build/logs/", "app/build/logs/a.txt", false],
  ["docs/*", "docs/getting-started.md", true],
  ["docs/*", "docs/build-app/troubleshooting.md", false],
  ["apps/", "a/b/apps/c/d.ts", true],
  ["apps/", "apps.ts", false],
  ["/docs/", "docs/a/b.md", true],
  ["/docs/", "a/docs/b.md", false],
  ["**/logs", "build/logs/a.txt", true],
  ["**/logs", "deeply/nested/logs/a.txt", true],
  ["**/logs", "logs/a.txt", true],
  ["/apps/github", "apps/github/a.ts", true],
  ["/apps/github", "apps/github-app/a.ts", false],
  ["migrations/**", PATH, true],
  ["migrations/**", "app/migrations/0001-a.sql", false],
  ["/migrations/000?-*.sql", PATH, true],
  ["migrations", PATH, true],
  ["Migrations/", PATH, false],
];

describe("the code owners of a file", () => {
  for (const [pattern, path, isMatched] of PATTERNS) {
    it(`${pattern} ${isMatched ? "has" : "has not"} ${path}`, () => {
      const found = codeOwnersOf(`${pattern} @nc/data\n`, path);
      expect(found).to.deep.equal(isMatched ? ["@nc/data"] : []);
    });
  }

  it("[§8] are those of the last line that matches, which may have none", () => {
    const text = "* @nc/web\n/migrations/ @nc/Data dba@example.com # both\n";
    expect(codeOwnersOf(text, PATH)).to.deep.equal(["@nc/data", "dba@example.com"]);
    expect(codeOwnersOf(text, "src/a.ts")).to.deep.equal(["@nc/web"]);
    expect(codeOwnersOf(`${text}*.sql\n`, PATH)).to.deep.equal([]);
    expect(codeOwnersOf("", PATH)).to.deep.equal([]);
  });

  it("are read without comments, and with the spaces of a path", () => {
    expect(codeOwnersOf("# * @nc/data\r\n\r\n  \r\n", PATH)).to.deep.equal([]);
    expect(codeOwnersOf("/sql\\ files/ @nc/data\n", "sql files/0001-a.sql")).to.deep.equal([
      "@nc/data",
    ]);
  });

  for (const line of ["!/migrations/ @nc/web", "/[m]igrations/ @nc/web", "/migrations/ nc/web"]) {
    it(`are not those of a line that GitHub skips: ${line}`, () => {
      expect(codeOwnersOf(`/migrations/ @nc/data\n${line}\n`, PATH)).to.deep.equal(["@nc/data"]);
    });
  }
});
