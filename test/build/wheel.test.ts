import { createHash } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { unzipSync } from "fflate";
import { Missing, say } from "../../tools/progress.mjs";
import { pythonTool } from "../../tools/setup/python.mjs";
import { nc } from "../delivery/commands/support/command-line";
import { type Repository, repository } from "../delivery/commands/support/repository";

const PROJECT = [
  ...["[build-system]", 'requires = ["hatchling==1.27.0"]', 'build-backend = "hatchling.build"'],
  ...["[project]", 'name = "nc-invoices"', 'version = "1.4.0"', 'requires-python = ">=3.11"'],
  ...["[tool.hatch.build.targets.wheel]", 'packages = ["nc_invoices"]', ""],
].join("\n");

describe("nc build wheel", () => {
  let folder: string;
  let repo: Repository;
  let commit: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "nc-wheel-test-"));
    repo = repository();
    mkdirSync(join(repo.folder, "lib", "nc_invoices"), { recursive: true });
    writeFileSync(join(repo.folder, "lib", "pyproject.toml"), PROJECT);
    writeFileSync(join(repo.folder, "lib", "nc_invoices", "__init__.py"), "TOTAL = 1\n");
    repo.git("add", "--all");
    commit = repo.commit("feat: totals", "2026-03-02T09:00:00Z");
  });
  after(() => {
    repo.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  describe("with Python's packages", () => {
    let python: string;
    before(async function () {
      try {
        python = await pythonTool("python", undefined, "wheels");
      } catch (error) {
        if (!(error instanceof Missing)) throw error;
        say(`No wheel was built. ${error.message}`);
        this.skip();
      }
    });
    const build = (checkout: string, out: string, project = "lib") => {
      const where = ["--checkout", checkout, "--commit", commit, "--project", project];
      const words = ["build", "wheel", ...where, "--python", python, "--out", out, "--json"];
      return nc(words, { PATH: process.env.PATH ?? "" });
    };

    it("[§15] builds the same bytes of the same commit, elsewhere and at another time", async () => {
      const first = await build(repo.folder, join(folder, "a"));
      expect(first.code, first.out).to.equal(0);
      const elsewhere = join(folder, "a-clone-with-a-longer-name");
      cpSync(repo.folder, elsewhere, { recursive: true });
      // What is not of the commit gets into no wheel.
      writeFileSync(join(elsewhere, "lib", "nc_invoices", "notes.py"), "NOTES = 1\n");
      const second = await build(elsewhere, join(folder, "b"));
      const [one, two] = [first, second].map(({ out }) => JSON.parse(out).answer);
      const bytes = readFileSync(one.file);
      expect(readFileSync(two.file).equals(bytes)).to.equal(true);
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      const file = join(folder, "a", "nc_invoices-1.4.0-py3-none-any.whl");
      expect(one).to.deep.equal({
        type: "wheel",
        file,
        name: "nc-invoices",
        version: "1.4.0",
        sha256,
      });
      expect(Object.keys(unzipSync(bytes)).sort()).to.deep.equal([
        "nc_invoices-1.4.0.dist-info/METADATA",
        "nc_invoices-1.4.0.dist-info/RECORD",
        "nc_invoices-1.4.0.dist-info/WHEEL",
        "nc_invoices/__init__.py",
      ]);
      // In a zip's first header: 09:00:00 on 2026-03-02, when the commit was made (APPNOTE.TXT, 4.4.6).
      expect(bytes.readUInt16LE(10)).to.equal(9 << 11);
      expect(bytes.readUInt16LE(12)).to.equal(((2026 - 1980) << 9) | (3 << 5) | 2);
      expect(repo.git("worktree", "list").split("\n")).to.have.length(1);
    });

    it("[§15] builds other bytes of another commit", async () => {
      const before = await build(repo.folder, join(folder, "c"));
      writeFileSync(join(repo.folder, "lib", "nc_invoices", "__init__.py"), "TOTAL = 2\n");
      repo.git("add", "--all");
      commit = repo.commit("feat: other totals");
      const after = await build(repo.folder, join(folder, "d"));
      const hash = ({ out }: typeof before) => JSON.parse(out).answer.sha256;
      expect(hash(after)).not.to.equal(hash(before));
    });

    it("shows what the backend says where it fails, and leaves nothing", async () => {
      const { code, out } = await build(repo.folder, join(folder, "e"), "absent");
      expect(code).to.equal(1);
      expect(JSON.parse(out).problems).to.deep.equal([
        "the wheel:",
        '  project is "absent": expected a folder of the commit with its pyproject.toml',
      ]);
    });
  });
});
