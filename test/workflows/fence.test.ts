import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { Parser } from "commonmark";
import fc from "fast-check";
import { action } from "./files";

const [{ run: SCRIPT = "" } = {}] = action("fence").runs.steps;

/** What GitHub's Markdown makes of a page, as a list of its blocks, with the content of code. */
function blocksOf(markdown: string): [type: string, literal: string | null][] {
  const blocks: [string, string | null][] = [];
  const first = new Parser().parse(markdown).firstChild;
  for (let node = first; node !== null; node = node.next) blocks.push([node.type, node.literal]);
  return blocks;
}

describe("untrusted text in a comment or a summary", () => {
  const folder = mkdtempSync(join(tmpdir(), "nc-fence-"));
  const [text, page] = [join(folder, "plan.txt"), join(folder, "page.md")];
  after(() => rmSync(folder, { recursive: true }));

  /** Writes `given` into a page as the action does, between a heading and an end. */
  const fenced = (given: string | Buffer, bytes = 20_000): string => {
    writeFileSync(text, given);
    writeFileSync(page, "### Plan\n\n<details><summary>dev</summary>\n");
    execFileSync("bash", ["--noprofile", "--norc", "-c", SCRIPT], {
      env: { PATH: process.env.PATH, TEXT: text, TO: page, BYTES: `${bytes}` },
    });
    return `${readFileSync(page, "utf8")}</details>\n`;
  };
  /** The blocks of such a page: what the text may change is the content of one of them. */
  const shown = (given: string | Buffer, bytes?: number) => {
    const blocks = blocksOf(fenced(given, bytes));
    expect(blocks.map(([type]) => type)).to.deep.equal([
      "heading",
      "html_block",
      "code_block",
      "html_block",
    ]);
    return blocks[2]?.[1];
  };

  const hostile: Record<string, [given: string, want: string]> = {
    "as many tildes as the fence": ["a\n~~~~~~~~\n# Approved", "a\n~~~\n# Approved\n"],
    "a space before them": ["a\n ~~~~~~~~\n# Approved", "a\n ~~~\n# Approved\n"],
    "three spaces before them": ["a\n   ~~~~~~~~~\n# Approved", "a\n   ~~~\n# Approved\n"],
    "spaces after them": ["~~~~~~~~~   \n# Approved", "~~~   \n# Approved\n"],
    "a thousand tildes": [`${"~".repeat(1000)}\n# Approved`, "~~~\n# Approved\n"],
    "characters that a transcoder makes tildes of": [
      "\u223c\u223c\u223c\n\uff5e\uff5e\uff5e",
      "?????????\n?????????\n",
    ],
    "carriage returns, which end a line too": ["a\r~~~~~~~~\r# b", "a?~~~?# b\n"],
    nothing: ["", "\n"],
    backticks: ["```\n````````\n# Approved", "```\n````````\n# Approved\n"],
    "the end of what surrounds it": ["</details>\n\n# Approved", "</details>\n\n# Approved\n"],
    "a tab before them": ["\t~~~~~~~~\n# b", "\t~~~\n# b\n"],
  };
  for (const [what, [given, want]] of Object.entries(hostile)) {
    it(`stays in its block with ${what}`, () => {
      expect(shown(given)).to.equal(want);
    });
  }

  it("is shown from its end, though a character is cut", () => {
    expect(shown("x\u00e9~~~~~~~~~~\n# b", 6)).to.equal("~~\n# b\n");
    expect(shown("\u00e9ab", 3)).to.equal("?ab\n");
  });

  it("stays in its block whatever it is", () => {
    const piece = fc.oneof(
      fc.constantFrom(
        "~",
        "~~~~~~~~",
        "```",
        "\n",
        "\r",
        " ",
        "\t",
        "\0",
        "</details>",
        "# x",
        "-",
      ),
      fc.string({ unit: "binary", maxLength: 5 }),
    );
    const whole = fc.oneof(
      fc.array(piece, { maxLength: 40 }).map((pieces) => Buffer.from(pieces.join(""))),
      fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
    );
    fc.assert(
      fc.property(whole, fc.integer({ min: 1, max: 200 }), (given, bytes) => {
        shown(given, bytes);
      }),
      { numRuns: 300 },
    );
  });
});
