import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { mochaWords } from "../../tools/tests.mjs";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const FILES = readdirSync(`${ROOT}test`, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".test.ts"))
  .map((file) => `test/${file}`);

const filesOf = (...words: string[]) =>
  mochaWords(words, ROOT).filter((word) => word.endsWith(".ts"));

describe("the words for mocha", () => {
  it("name every test file once, those that take longest first", () => {
    const files = filesOf();
    expect(files).to.have.members(FILES);
    expect(files).to.have.length(FILES.length);
    const engine = FILES.filter((file) => file.startsWith("test/engine/"));
    expect(files.slice(0, engine.length)).to.have.members(engine);
  });

  it("leave out what starts another program or takes long by itself, with --quick", () => {
    const quick = filesOf("--quick");
    const slow =
      /^test\/(engine\/|api\/|delivery\/faults\/|iam\/mutation\.|terraform\/|supply-chain\/|runbooks\/|build\/|migrations\/|sandbox\/api\/python-index|workflows\/linters)/;
    expect(quick).to.have.members(FILES.filter((file) => !slow.test(file)));
    expect(mochaWords(["--quick"], ROOT)).not.to.include("--quick");
  });

  it("leave out every test that runs the sandbox, with --quick", () => {
    const starts = filesOf("--quick").filter((file) =>
      /\b(testSandbox|motoFor|workshopFor|postgresFor|goTool|pythonTool)\(/.test(
        readFileSync(ROOT + file, "utf8"),
      ),
    );
    expect(starts).to.deep.equal([]);
  });

  it("hand on what mocha itself is asked for", () => {
    expect(mochaWords(["-g", "queue"], ROOT).slice(0, 2)).to.deep.equal(["-g", "queue"]);
  });

  it("run files that are named in one process, one after another", () => {
    const named = ["-g", "queue", "test/docs/workloads.test.ts"];
    expect(mochaWords(named, ROOT)).to.deep.equal(named);
  });
});
