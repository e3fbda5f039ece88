import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { expect } from "chai";
import { describeClaimed } from "../runbooks/support/claims";
import { runbook } from "../runbooks/support/pages";

const TESTS = "test/engine/npm.test.ts";

const ROOT = join(import.meta.dirname, "../..");
const LEFT_OUT = ["node_modules", ".git", ".sandbox"];

/** What a URL reads as something of its own, and a shell as two words. */
const ODD_NAME = "100%25 # odd?";

/** A mount namespace of its own, in which the sandbox's folder has room for nothing. */
const FULL = 'mkdir -p .sandbox && mount -t tmpfs -o size=16k none .sandbox && exec "$@"';

describeClaimed("npm run preview, in a checkout whose path is odd", TESTS, (commands) => {
  const parent = mkdtempSync(join(tmpdir(), "nc-npm-"));
  const root = join(parent, ODD_NAME);
  const entry = "stacks/catalog/odd.ts";
  after(() => rmSync(parent, { recursive: true }));

  before(() => {
    mkdirSync(root);
    cpSync(ROOT, root, { recursive: true, filter: (file) => !LEFT_OUT.includes(basename(file)) });
    // Linked where the disk is the same, as a symbolic link would lead out of the odd path.
    const copied = ["-al", "-a"].some((option) => {
      rmSync(join(root, "node_modules"), { recursive: true, force: true });
      return spawnSync("cp", [option, join(ROOT, "node_modules"), root]).status === 0;
    });
    expect(copied).to.equal(true);
    rmSync(join(root, "node_modules/.cache"), { recursive: true, force: true });
  });
  afterEach(() => rmSync(join(root, entry), { force: true }));

  function run(command: string, ...words: string[]) {
    // What npm said to the process of this test is not for that one.
    const own = Object.entries(process.env).filter(([name]) => !name.startsWith("npm_"));
    const env = Object.fromEntries(own);
    return spawnSync(command, words, { cwd: root, encoding: "utf8", env });
  }
  const preview = (...words: string[]) => run("npm", "run", "preview", "--", "dev", ...words);

  it("prints JSON and nothing else, with --json", () => {
    const { stdout, stderr, status } = preview("--json");
    expect(status, stderr).to.equal(0);
    const { ok, environments } = JSON.parse(stdout);
    expect(ok).to.equal(true);
    expect(environments).to.have.length(1);
  });

  it("prints JSON and nothing else where settings are wrong", () => {
    const file = join(root, "Pulumi.dev.yaml");
    const text = readFileSync(file, "utf8");
    const wrong = text
      .replace('"111111111111"', "012345678901")
      .replace("approvers: 0", "approvers:");
    writeFileSync(file, wrong);
    const { stdout, stderr, status } = preview("--json");
    writeFileSync(file, text);
    const errors = [
      "nc-platform:accountId is 012345678901: expected text, or a number as JSON writes it: " +
        "put it in quotes",
      "nc-platform:approvers is blank: expected a value, or no such key where the default is meant",
    ];
    expect(JSON.parse(stdout)).to.deep.equal({ ok: false, environments: [], errors });
    expect(stderr).to.match(
      /Pulumi\.dev\.yaml:\n {2}nc-platform:accountId.*\n {2}nc-platform:appr.*\n$/,
    );
    expect(status).to.equal(1);
  });

  const wrong: [what: string, text: string, error: string][] = [
    [
      "is no TypeScript",
      "\nexport const workload = {;\n",
      `${entry}:2: Expected identifier but found ";"`,
    ],
    ["throws", '\n\nthrow new Error("no such team");\n', "odd.ts:3: no such team"],
    ["is no workload", "export const workload = 1;\n", "odd: value is 1: expected an object"],
  ];
  for (const [what, text, error] of wrong) {
    it(`ends in one line where an entry of the catalog ${what}, and in JSON with --json`, () => {
      writeFileSync(join(root, entry), text);
      const plain = preview();
      expect([plain.stdout, plain.status], plain.stderr).to.deep.equal(["", 1]);
      expect(plain.stderr.trimEnd().split("\n").at(-1)?.trim()).to.equal(error);
      expect(plain.stderr).not.to.match(/^\s+at /m);
      const json = preview("--json");
      expect(JSON.parse(json.stdout)).to.deep.equal({
        ok: false,
        environments: [],
        errors: [error],
      });
      expect(json.status).to.equal(1);
    });
  }

  it("checks the commit that opens break-glass, as its runbook says", async () => {
    const page = "break-glass.md";
    const file = join(root, "Pulumi.prod.yaml");
    const before = readFileSync(file, "utf8");
    const [{ text: window } = { text: "" }] = runbook(page).fenced.filter(
      ({ language }) => language === "yaml",
    );
    const previewWith = (settings: string) => {
      writeFileSync(file, before + settings.replaceAll(/^(?=.)/gm, "  "));
      return commands.run(page, "npm run preview", async (line) => run("bash", "-c", line));
    };
    const good = await previewWith(window);
    const late = await previewWith(window.replace("T15:00:00Z", "T23:00:00Z"));
    writeFileSync(file, before);
    expect(good.status, good.stderr).to.equal(0);
    expect(good.stdout).to.match(/^prod: \d+ to create, .* 0 violations$/m);
    expect(late.status).to.equal(1);
    expect(late.stderr).to.match(
      /breakGlass\.window\.until is .*expected up to \d+ minutes after from/,
    );
  });

  it("ends in one line where the disk is full", function () {
    const alone = ["-m", "sh", "-c", FULL, "sh"];
    const probe = run("unshare", ...alone, "true");
    if (probe.status !== 0) {
      console.log(`      skipped: no disk of its own: ${probe.error ?? probe.stderr.trim()}`);
      return this.skip();
    }
    const { stdout, stderr, status } = run(
      "unshare",
      ...alone,
      "npm",
      "run",
      "preview",
      "--",
      "dev",
    );
    expect(stderr).to.match(/\n.*no space left on device.*\n$/i);
    expect(stderr).not.to.match(/^\s+at /m);
    expect([stdout, status]).to.deep.equal(["", 1]);
  });
});
