import { existsSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { CLAIMS, commandsWith, ONLY_CHECKED, type Texts } from "./support/claims";
import { commandsOf, runbooks } from "./support/pages";

/** Pages of which every command is run: what people do while users suffer (§14). */
const EMERGENCIES = [
  "break-glass.md",
  "drain.md",
  "incident-replay.md",
  "lost-app-key.md",
  "rollback.md",
];

/** What a block may be: a command, or what is written into a file, or shown. */
const LANGUAGES = ["sh", "text", "ts", "yaml"];

const textsOf = (claims: readonly Texts[], page: string) =>
  claims.flatMap((each) => each[page] ?? []);

describe("the commands of the runbooks", () => {
  const pages = runbooks();
  const run = Object.values(CLAIMS);
  const checked = Object.values(ONLY_CHECKED);

  for (const page of pages) {
    it(`${page.file}: each is run by a test, or is among those that are only checked`, () => {
      const left = commandsOf(page).filter((command) => {
        const has = (text: string) => `${command}\n`.includes(text);
        const isRun = textsOf(run, page.file).some(has);
        return isRun === textsOf(checked, page.file).some(has);
      });
      expect(left).to.deep.equal([]);
    });

    it(`${page.file}: no block is a query that nothing runs`, () => {
      const others = page.fenced.filter(({ language }) => !LANGUAGES.includes(language));
      expect(others).to.deep.equal([]);
    });
  }

  it("[§14] are all run, on the pages for emergencies", () => {
    const left = EMERGENCIES.filter((page) => textsOf(checked, page).length > 0);
    expect(left).to.deep.equal([]);
    expect(pages.map(({ file }) => file)).to.include.members(EMERGENCIES);
  });

  it("are those that the claims mean, one by each", () => {
    const wrong = [...run, ...checked].flatMap((claims) =>
      Object.entries(claims).flatMap(([page, texts]) =>
        texts
          .map((text) => [page, text, commandsWith(page, text).length])
          .filter(([, , found]) => found !== 1),
      ),
    );
    expect(wrong).to.deep.equal([]);
  });

  it("are run by the files that claim them", () => {
    for (const file of Object.keys(CLAIMS)) {
      expect(existsSync(file), file).to.equal(true);
      expect(readFileSync(file, "utf8"))
        .to.match(/\bdescribeClaimed\(/)
        .and.to.contain(`"${file}"`);
    }
  });
});
