import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import { manifest } from "../decisions/release/fixture";
import { runOf, writeBuild } from "./support/build";
import { nc } from "./support/command-line";
import { expectProblems } from "./support/problems";

const COMMIT = "c".repeat(40);

/** Keys and texts that would break a line, or end in a command of GitHub's runner. */
const nasty = fc.constantFrom("::add-mask::x", "a\nb", "\r::debug::x", "\u2028", "__proto__", "");
const text = fc.oneof(nasty, fc.string({ unit: "binary", maxLength: 20 }));
const json = fc.oneof(
  fc.jsonValue(),
  fc.dictionary(text, fc.oneof(text, fc.double(), fc.constant(null)), { maxKeys: 4 }),
  text,
);

describe("a wrong file of nc", () => {
  const folder = mkdtempSync(join(tmpdir(), "nc-fuzz-"));
  const files = {
    build: join(folder, "build.json"),
    history: join(folder, "history.json"),
    event: join(folder, "event.json"),
    release: join(folder, "release.json"),
  };
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** Right files, for a test to spoil one. */
  function writeFiles(): void {
    writeBuild(files.build);
    writeFileSync(files.history, JSON.stringify({ commits: [] }));
    writeFileSync(files.event, JSON.stringify({ repository: { pushed_at: 1_772_442_000 } }));
    rmSync(files.release, { force: true });
  }

  /** Creates a release out of the files as they are: it is made, or refused and nothing is written. */
  async function create(env: Readonly<Record<string, string>> = {}): Promise<void> {
    const { build, history, release } = files;
    const ended = await nc(["release", "create", build, "--history", history, "--out", release], {
      ...runOf("v1.4.0", COMMIT),
      GITHUB_EVENT_PATH: files.event,
      ...env,
    });
    expect(ended.code).to.be.oneOf([0, 1]);
    expect(existsSync(release)).to.equal(ended.code === 0);
    if (ended.code === 1) expectProblems(ended);
  }

  it("is refused with every problem: what the build says", async () => {
    const keys = fc.oneof(fc.constantFrom(...Object.keys(manifest()), "migrations"), text);
    await fc.assert(
      fc.asyncProperty(keys, json, async (key, value) => {
        writeFiles();
        writeBuild(files.build, { [key]: value });
        await create();
      }),
      { numRuns: 300 },
    );
  });

  it("is refused with every problem: any text in place of each file", async () => {
    const file = fc.constantFrom("build", "history", "event");
    const content = fc.oneof(
      text,
      json.map((value) => JSON.stringify(value)),
    );
    await fc.assert(
      fc.asyncProperty(file, content, async (name, value) => {
        writeFiles();
        writeFileSync(files[name], value);
        await create();
      }),
      { numRuns: 200 },
    );
  });

  it("is refused with every problem: tags, and messages of commits", async () => {
    const version = fc.stringMatching(/^v?\d{1,2}\.\d\.\d(-[a-z0-9.]{1,4})?$/);
    const message = fc.oneof(
      text,
      fc.tuple(fc.constantFrom("feat!: ", "feat: ", "fix(a): "), text).map((both) => both.join("")),
      text.map((each) => `fix: a\n\nBREAKING CHANGE: ${each}`),
    );
    await fc.assert(
      fc.asyncProperty(version, version, fc.array(message), async (tag, previous, messages) => {
        writeFiles();
        const commits = messages.map((each) => ({ id: COMMIT, message: each }));
        writeFileSync(files.history, JSON.stringify({ previous, commits }));
        await create({ GITHUB_REF: `refs/tags/${tag}` });
        const ended = await nc(["release", "notes", "v9.0.0", "--history", files.history]);
        if (ended.code === 1) return expectProblems(ended);
        for (const line of ended.out.split("\n"))
          expect(line).to.match(/^$|^# v9|^## [A-Z]|^- |^Nothing has changed\.$/);
      }),
      { numRuns: 300 },
    );
  });

  it("is refused with every problem: what GitHub's variables say", async () => {
    const variable = fc.constantFrom(...Object.keys(runOf("v1.4.0", COMMIT)));
    const value = fc.oneof(
      text,
      text.map((each) => `refs/tags/${each}`),
    );
    await fc.assert(
      fc.asyncProperty(variable, value, async (name, given) => {
        writeFiles();
        await create({ [name]: given });
      }),
      { numRuns: 200 },
    );
  });

  it("is refused with every problem: a manifest that is verified", async () => {
    const keys = fc.oneof(fc.constantFrom(...Object.keys(manifest())), text);
    const content = fc.oneof(
      text,
      fc.tuple(keys, json).map(([key, value]) => JSON.stringify({ ...manifest(), [key]: value })),
    );
    await fc.assert(
      fc.asyncProperty(content, async (value) => {
        writeFileSync(files.release, value);
        const ended = await nc(["release", "verify", files.release]);
        expect(ended.code).to.be.oneOf([0, 1]);
        if (ended.out === "") expectProblems(ended);
      }),
      { numRuns: 300 },
    );
  });
});
