import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import {
  parseRelease,
  releaseId,
  releaseText,
} from "../../../../delivery/decisions/release/release";
import { manifest } from "../../decisions/release/fixture";
import { runOf, writeBuild } from "../support/build";
import { nc } from "../support/command-line";
import { type Repository, repository } from "../support/repository";

describe("nc release create", () => {
  let folder: string;
  let repo: Repository;
  let build: string;
  let out: string;
  let event: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "nc-create-"));
    repo = repository();
    [build, out, event] = ["build.json", "release.json", "event.json"].map((name) =>
      join(folder, name),
    ) as [string, string, string];
    writeBuild(build);
    // 2026-03-02T09:00:00Z
    writeFileSync(event, JSON.stringify({ repository: { pushed_at: 1_772_442_000 } }));
  });
  afterEach(() => {
    repo.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  const create = (env: Record<string, string>, ...more: string[]) =>
    nc(["release", "create", build, "--checkout", repo.folder, "--out", out, "--json", ...more], {
      GITHUB_EVENT_PATH: event,
      ...env,
    });
  const tagged = (version: string, message: string) => {
    const commit = repo.commit(message);
    repo.git("tag", version);
    return runOf(version, commit);
  };
  const problemsOf = ({ code, out: text }: { code: number; out: string }) => ({
    code,
    problems: JSON.parse(text).problems.join("\n"),
    written: existsSync(out),
  });

  it("[§5] makes the release of a tag, from its build and its run on GitHub", async () => {
    const env = tagged("v1.4.0", "feat: invoices have a currency");
    const { code, out: text } = await create(env);

    const want = parseRelease(
      manifest({ commit: env.GITHUB_SHA, taggedAt: "2026-03-02T09:00:00.000Z" }),
    );
    expect(JSON.parse(text)).to.deep.equal({
      verb: "release create",
      result: "pass",
      answer: { kind: "release", id: releaseId(want), release: want, written: true, stored: false },
    });
    expect(code).to.equal(0);
    expect(readFileSync(out, "utf8")).to.equal(releaseText(want));
  });

  it("[§5] knows a pre-release by its tag, and makes none of a branch", async () => {
    const env = tagged("v1.4.0-rc.1", "feat: search");
    expect(JSON.parse((await create(env)).out).answer.kind).to.equal("pre-release");
    rmSync(out);
    const branch = await create({ ...env, GITHUB_REF: "refs/heads/feature" });
    expect(branch.code).to.equal(0);
    expect(JSON.parse(branch.out).answer).to.deep.equal({
      kind: "build-only",
      id: null,
      release: null,
      written: false,
      stored: false,
    });
    expect(existsSync(out)).to.equal(false);
  });

  it("[§11] makes one of main for dev alone, with a version that is no tag", async () => {
    const env = tagged("v1.5.0", "feat!: later");
    const run = { GITHUB_RUN_ID: "4711", GITHUB_RUN_ATTEMPT: "2" };
    const { code, out: text } = await create({ ...env, ...run, GITHUB_REF: "refs/heads/main" });
    expect(code, text).to.equal(0);
    const { kind, release } = JSON.parse(text).answer;
    expect(kind).to.equal("main-build");
    expect(release.version).to.equal("v0.0.0-main.4711.2");
  });

  it("writes nothing with --dry-run", async () => {
    const { code, out: text } = await create(tagged("v1.4.0", "fix: a"), "--dry-run");
    expect(code).to.equal(0);
    expect(JSON.parse(text).answer).to.include({ written: false, stored: false });
    expect(existsSync(out)).to.equal(false);
  });

  it("[§5] is refused where commits since the last release ask for a larger version", async () => {
    tagged("v1.3.0", "feat: first");
    tagged("v1.3.1-rc.1", "feat!: a pre-release does not count");
    const env = tagged("v1.3.1", "fix: second");
    const breaking = repo.git("rev-parse", "v1.3.1-rc.1").slice(0, 7);
    expect(problemsOf(await create(env))).to.deep.equal({
      code: 1,
      problems:
        'the release:\n  version is "v1.3.1": expected a major version after v1.3.0, ' +
        `as commits ask for it: ${breaking} a pre-release does not count`,
      written: false,
    });
  });

  it("is refused where the tag is at another commit", async () => {
    const env = tagged("v1.4.0", "feat: first");
    const other = repo.commit("fix: second");
    expect(problemsOf(await create({ ...env, GITHUB_SHA: other }))).to.deep.equal({
      code: 1,
      problems: `the release:\n  commit is "${other}": expected ${env.GITHUB_SHA}, which the tag v1.4.0 names`,
      written: false,
    });
  });

  it("lists every problem of the build and of the run", async () => {
    writeBuild(build, { kind: "website", flags: ["Not Kebab"], note: "more" });
    writeFileSync(event, JSON.stringify({ repository: {} }));
    const env = { ...tagged("v1.4.0", "feat: a"), GITHUB_REF: "v1.4.0", GITHUB_RUN_ID: "0" };
    expect(problemsOf(await create(env))).to.deep.equal({
      code: 1,
      problems: [
        "the release:",
        "  the build:",
        '    kind is "website": expected one of "service", "function", "worker", "job", "terraform"',
        '    flags[0] is "Not Kebab": expected a name in kebab-case',
        '    note is "more": expected no such field',
        "  where the release comes from:",
        '    --ref is "v1.4.0": expected a branch, or a SemVer tag, in full: "refs/heads/main" or "refs/tags/v1.4.0"',
        '    --run-id is "0": expected a whole number above 0',
        '    --tagged-at is missing: expected a UTC instant such as "2026-12-24T00:00:00Z"',
      ].join("\n"),
      written: false,
    });
  });

  it("takes options before GitHub's variables, and a history without a checkout", async () => {
    const history = join(folder, "history.json");
    writeFileSync(
      history,
      JSON.stringify({ previous: "v1.3.0", commits: [{ id: "c".repeat(40), message: "feat: a" }] }),
    );
    const env = { ...runOf("v9.9.9", "c".repeat(40)), GITHUB_EVENT_PATH: "" };
    const options = ["--ref", "refs/tags/v1.4.0", "--tagged-at", "2026-03-02T09:00:00Z"];
    const { out: text } = await create(env, ...options, "--history", history);
    expect(JSON.parse(text).answer.release).to.deep.equal(manifest());
  });
});
