import { expect } from "chai";
import fc from "fast-check";
import { readCommit } from "../../../../delivery/decisions/changelog/commits";
import { releaseNotes } from "../../../../delivery/decisions/changelog/notes";

const notes = (...messages: string[]) =>
  releaseNotes(
    "v2.0.0",
    messages.map((message, index) => readCommit({ id: `${index}`.repeat(40), message })),
  );

describe("release notes", () => {
  it("[§5] are grouped, with what breaks first", () => {
    expect(
      notes(
        "chore: tidy up",
        "fix(api): answer 404",
        "feat!: invoices have a currency\n\nBREAKING CHANGE: amounts are texts",
        "feat: search",
        "Merge branch b",
      ),
    ).to.equal(
      [
        "# v2.0.0",
        "",
        "## Breaking changes",
        "",
        "- amounts are texts (2222222)",
        "",
        "## Features",
        "",
        "- invoices have a currency (2222222)",
        "- search (3333333)",
        "",
        "## Fixes",
        "",
        "- **api:** answer 404 (1111111)",
        "",
        "## Maintenance",
        "",
        "- tidy up (0000000)",
        "- Merge branch b (4444444)",
        "",
      ].join("\n"),
    );
  });

  it("say so where nothing has changed", () => {
    expect(notes()).to.equal("# v2.0.0\n\nNothing has changed.\n");
  });

  it("have no markup of a commit's author", () => {
    expect(notes("fix: <img src=x> [a](b) `c`")).to.include(
      "- \\<img src=x\\> \\[a\\](b) \\`c\\` (0000000)",
    );
  });

  it("have one line for each commit, whatever its message is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (message) => {
        const lines = notes(`fix: a\n\nBREAKING CHANGE: ${message}`, message).split("\n");
        expect(lines.filter((each) => each.endsWith(" (1111111)")).length).to.be.at.least(1);
        for (const each of lines) expect(each).to.match(/^$|^# v2|^## [A-Z]|^- /);
      }),
    );
  });
});
