import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
import { readCommandLine } from "../../delivery/cli/grammar";
import { readOptions } from "../../delivery/cli/options";
import { VERBS } from "../../delivery/commands";
import { nc } from "../delivery/commands/support/command-line";
import { type Repository, repository } from "../delivery/commands/support/repository";
import { TEST_CATALOG } from "../support/catalog";

const PAGE = readFileSync(new URL("../../docs/onboarding.md", import.meta.url), "utf8");
const COMMIT = "0123456789abcdef0123456789abcdef01234567";

/** The page's command lines of `nc`, each as its words. */
const COMMANDS = [...PAGE.matchAll(/^npx nc (.+)$/gm)].map(([, line = ""]) =>
  [...line.replace("$(git rev-parse HEAD)", COMMIT).matchAll(/"([^"]*)"|(\S+)/g)].map(
    ([, quoted, plain]) => quoted ?? plain ?? "",
  ),
);

/** The one line that begins with these words. */
function command(...start: readonly string[]): string[] {
  const found = COMMANDS.filter((words) => start.every((word, index) => words[index] === word));
  expect(found, start.join(" ")).to.have.length(1);
  return found[0] ?? [];
}

describe("the page on bringing a repository", () => {
  let project: string;
  let repo: Repository;
  before(() => {
    project = mkdtempSync(join(tmpdir(), "nc-onboarding-"));
    cpSync(TEST_CATALOG, join(project, "stacks", "catalog"), { recursive: true });
    const [, entry = ""] = /^```ts\n(.*?)^```$/ms.exec(PAGE) ?? [];
    writeFileSync(join(project, "stacks", "catalog", "quote-desk.ts"), entry);
    cpSync("Pulumi.yaml", join(project, "Pulumi.yaml"));
    cpSync(new URL("../fixtures/settings/", import.meta.url), project, { recursive: true });
    repo = repository();
    repo.commit("feat: quotes");
    repo.git("tag", "v1.0.0");
  });
  after(() => {
    repo.remove();
    rmSync(project, { recursive: true, force: true });
  });
  const run = (words: readonly string[]) => nc(words, {}, pathToFileURL(`${project}/`));

  it("has command lines that nc takes, option by option", async () => {
    expect(COMMANDS).to.have.length.above(15);
    for (const words of COMMANDS) {
      const request = await readCommandLine(words, VERBS);
      if (request.kind !== "run") throw new Error(`${words.join(" ")} runs nothing`);
      const { input, positional } = request.verb;
      expect(() => readOptions(input, positional, request.given), words.join(" ")).not.to.throw();
    }
  });

  it("has an entry that the catalog takes, and which is in prod within the target", async () => {
    const { code, out, err } = await run(command("lead-time"));
    expect(code, err).to.equal(0);
    expect(out).to.match(/^quote-desk: [\d.]+ of at most 30 minutes from tag to prod\n/);
  });

  it("renders the workflow of the repository, of about twenty lines", async () => {
    const { code, out, err } = await run(command("workflows", "render"));
    expect(code, err).to.equal(0);
    expect(out).to.include("quote-desk");
    expect(out.split("\n").filter((line) => /^\s*[\w-]/.test(line)).length).to.be.below(40);
  });

  it("zips, and checks migrations, as it says", async () => {
    const code = join(project, "dist", "quote-desk");
    mkdirSync(code, { recursive: true });
    writeFileSync(join(code, "index.js"), "export {};\n");
    mkdirSync(join(project, "migrations"));
    writeFileSync(join(project, "migrations", "0001-quotes.sql"), "CREATE TABLE quote (n int);\n");
    writeFileSync(join(project, "migrations", "emergency.sql"), "SELECT 1;\n");
    const here = (words: readonly string[]) =>
      words.map((word) => (/^(dist|migrations)(\/|$)/.test(word) ? join(project, word) : word));
    const zipped = await run(here(command("build", "zip")));
    expect(zipped.out, zipped.err).to.match(/: 1 files, SHA-256 [0-9a-f]{64}\n$/);
    const [verb, noun, ...rest] = command("migrations", "check");
    const checked = await run([verb ?? "", noun ?? "", ...here(rest)]);
    expect(checked.out, checked.err).to.equal("1 migrations of v1.0.0\n");
  });

  it("shows the notes of the release, and publishes nothing", async () => {
    const words = [...command("release", "notes"), "--checkout", repo.folder];
    const { code, out, err } = await run(words);
    expect(code, err).to.equal(0);
    expect(out).to.include("quotes");
  });
});
