import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { expect } from "chai";
import { callersOf } from "../../delivery/commands/workflows/callers";
import { CALLER } from "../../delivery/decisions/workflows/caller";
import { Missing, say } from "../../tools/progress.mjs";
import { goTool } from "../../tools/setup/go.mjs";
import { pythonTool } from "../../tools/setup/python.mjs";
import { texts } from "./files";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const CARELESS = `
on: pull_request
jobs:
  careless:
    runs-on: ubuntu-24.04
    steps:
      - run: echo "\${{ github.event.pull_request.title }}"
`;
const run = promisify(execFile);

/** Linters, and what each says of a title that becomes part of a command. */
const LINTERS = {
  actionlint: {
    find: () => goTool("actionlint"),
    // A machine that has shellcheck sees no more than one that has not.
    args: ["-no-color", "-shellcheck=", "-pyflakes="],
    everything: [],
    objection: /github\.event\.pull_request\.title" is potentially untrusted/,
  },
  zizmor: {
    find: () => pythonTool("zizmor"),
    args: ["--offline", "--no-progress", "--quiet", "--color=never", "--persona=auditor"],
    everything: ["."],
    objection: /template-injection/,
  },
} as const;

/** Writes the workflow of each repository of the project's catalog and of the tests', as `nc workflows propose` would. */
async function writtenCallers(folder: string): Promise<string[]> {
  const project = mkdtempSync(join(folder, "project-"));
  cpSync("test/fixtures/catalog", join(project, "stacks", "catalog"), { recursive: true });
  cpSync("test/fixtures/settings", project, { recursive: true });
  cpSync("Pulumi.yaml", join(project, "Pulumi.yaml"));
  const files: string[] = [];
  for (const root of [pathToFileURL(`${ROOT}/`), pathToFileURL(`${project}/`)]) {
    for (const { repository, text } of await callersOf({ project: root })) {
      const file = join(folder, `${files.length}`, CALLER);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
      files.push(file);
      expect(text, repository).to.match(/^name: Deliver$/m);
    }
  }
  return files;
}

/** What a linter says; nothing if it has no objection. */
async function verdict(tool: string, args: readonly string[]): Promise<string> {
  try {
    await run(tool, args, { cwd: ROOT });
    return "";
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
    return stdout + stderr || String(error);
  }
}

for (const [name, { find, args, everything, objection }] of Object.entries(LINTERS)) {
  describe(name, () => {
    let tool: string;

    before(async function () {
      try {
        tool = await find();
      } catch (error) {
        if (!(error instanceof Missing)) throw error;
        say(`${name} was not run. ${error.message}`);
        this.skip();
      }
    });

    it("has no objection to this repository's workflows", async () => {
      expect(await verdict(tool, [...args, ...everything])).to.equal("");
    });

    it("has no objection to the callers that are rendered of the catalogs", async () => {
      const folder = mkdtempSync(join(tmpdir(), "nc-callers-"));
      try {
        const files = await writtenCallers(folder);
        expect(files).to.have.length.above(4);
        expect(await verdict(tool, [...args, ...files])).to.equal("");
      } finally {
        rmSync(folder, { recursive: true });
      }
    });

    it("objects to a title that becomes part of a command", async () => {
      const folder = mkdtempSync(join(tmpdir(), "nc-workflows-"));
      try {
        const file = join(folder, ".github", "workflows", "careless.yml");
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, CARELESS);
        expect(await verdict(tool, [...args, file])).to.match(objection);
      } finally {
        rmSync(folder, { recursive: true });
      }
    });
  });
}

describe("what a linter is told to ignore", () => {
  for (const [path, text] of texts()) {
    it(`${path} gives the reason beside it`, () => {
      const ignored = [...text.matchAll(/# zizmor: ignore.*$/gm)].map(([comment]) => comment);
      for (const each of ignored) expect(each).to.match(/^# zizmor: ignore\[[a-z-]+\] \w+( \S+)+$/);
    });
  }

  it("is nothing else", () => {
    const files = ["zizmor.yml", ".github/zizmor.yml"].filter((each) =>
      existsSync(join(ROOT, each)),
    );
    expect(files).to.deep.equal([]);
  });
});
