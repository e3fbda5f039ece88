import { readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { nc } from "./support/greeting";

describe("a command line of nc in a job of GitHub", () => {
  it("adds a summary and an annotation on GitHub, and no text leaves its block", async () => {
    const file = join(tmpdir(), `nc-summary-${process.pid}`);
    const env = { GITHUB_ACTIONS: "true", GITHUB_STEP_SUMMARY: file };
    try {
      const { err } = await nc("greet ```%\r\n#x --tone warm --ends-with fail", env);
      expect(err).to.equal("greeting\n::error title=nc greet::a warm greeting to ```%25%0D%0A#x\n");
      expect(readFileSync(file, "utf8")).to.equal("\n    a warm greeting to ```%\n    #x\n\n");
    } finally {
      rmSync(file, { force: true });
    }
  });

  it("adds what it refuses, and a wrong command line, in the same way", async () => {
    const file = join(tmpdir(), `nc-summary-${process.pid}`);
    const env = { GITHUB_ACTIONS: "true", GITHUB_STEP_SUMMARY: file };
    try {
      const refused = await nc("greet nobody --tone warm", env);
      expect([refused.code, refused.err.split("\n").at(-2)]).to.deep.equal([
        1,
        "::error title=nc greet::the name:%0A  name is nobody: expected someone",
      ]);
      const wrong = await nc(["greet,file=a::b", "--tone", "warm", "--json"], env);
      expect(wrong.code).to.equal(2);
      expect(wrong.err).to.match(
        /^::error title=nc greet%2Cfile=a%3A%3Ab warm::nc:%0A {2}the verb is/,
      );
      expect(readFileSync(file, "utf8")).to.contain(
        "\n    the name:\n      name is nobody: expected someone\n",
      );
    } finally {
      rmSync(file, { force: true });
    }
  });

  it("shows other people's words on one line: none is a command of GitHub's runner", async () => {
    const { out } = await nc(["greet", "a\n::add-mask::b\rc\u2028d\u001b[2J", "--tone", "warm"]);
    expect(out).to.equal("a warm greeting to a\\u000a::add-mask::b\\u000dc\\u2028d\\u001b[2J\n");
  });
});
