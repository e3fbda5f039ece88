import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { type Job, job, jobs } from "./files";
import { runLines, stepNamed } from "./run-lines";

const textOf = ({ steps = [] }: Job) =>
  steps.map(({ if: condition = "", uses = "", run = "" }) => `${condition}\n${uses}\n${run}`);
const at = (each: Job, part: string) => textOf(each).findIndex((text) => text.includes(part));
const role = (each: Job) => at(each, "aws-actions/configure-aws-credentials@");

/** What is refused before a job assumes a role. */
const ON_MAIN = "$/.github/actions/on-main";
const GUARD = "tools/workflow/environment-guard.ts";

/**
 * Every job that assumes a role, with what it refuses first. What has neither says why: the role takes `main` or a pull
 * request alone, or the job goes on with what another job has made, once that one has refused.
 */
const REFUSES: Readonly<Record<string, readonly string[]>> = {
  "apply.yml apply": [ON_MAIN, GUARD],
  // It is the platform's own repository, whose rules `apply.yml` asks for; the role reads.
  "plan.yml plan": [ON_MAIN],
  // What it promotes is signed: `release.yml` and `terraform.yml` sign no other commit.
  "promote.yml promote": [GUARD],
  "release.yml publish": [ON_MAIN, GUARD],
  "terraform.yml release": [ON_MAIN, GUARD],
  // After `release`, in the same environment.
  "terraform.yml sign": [],
  "terraform.yml dev": [],
  "detect-drift.yml detect": [],
  "preview.yml plan": [],
  "terraform.yml pull-request": [],
};

describe("[§12] a commit that was not reviewed", () => {
  it("is refused by every job that a tag can give a role, before it has the role", () => {
    const assuming = jobs().filter(([, each]) => role(each) >= 0);
    const found = assuming.map(([name, each]) => [
      name,
      [ON_MAIN, GUARD].filter((part) => at(each, part) >= 0 && at(each, part) < role(each)),
    ]);
    expect(Object.fromEntries(found)).to.deep.equal(REFUSES);
  });

  it("is one that is no ancestor of main, by the branch's full name", () => {
    const folder = mkdtempSync(join(tmpdir(), "nc-on-main-"));
    after(() => rmSync(folder, { recursive: true }));
    const git = (...words: string[]) =>
      execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...words], {
        cwd: folder,
        encoding: "utf8",
      }).trim();
    const commit = (message: string) => {
      git("commit", "--quiet", "--allow-empty", "--message", message);
      return git("rev-parse", "HEAD");
    };
    git("init", "--quiet", "--initial-branch=main");
    const [old, newest] = [commit("feat: one"), commit("feat: two")];
    git("update-ref", "refs/remotes/origin/main", newest);
    const aside = commit("feat: not reviewed");
    // Git takes these before the branch of the remote, where a script asks for `origin/main` or `main`.
    for (const tag of ["main", "origin/main", "v9.9.9"]) git("tag", tag, aside);
    const step = stepNamed("on-main");
    const ended = (GITHUB_SHA: string) => runLines(step, { folder, env: { GITHUB_SHA } });
    expect([old, newest].map((sha) => ended(sha).status)).to.deep.equal([0, 0]);
    const { status, stdout } = ended(aside);
    expect([status, stdout]).to.deep.equal([1, `::error::${aside} is not on main\n`]);
  });

  it("is looked for in a checkout with the whole history, right after it", () => {
    for (const [name, parts] of Object.entries(REFUSES)) {
      if (!parts.includes(ON_MAIN)) continue;
      const [file = "", key = ""] = name.split(" ");
      const each = job(file, key);
      const checkout = each.steps?.findIndex(({ uses = "" }) =>
        uses.startsWith("actions/checkout@"),
      );
      expect(each.steps?.[checkout ?? -1]?.with?.["fetch-depth"], name).to.equal(0);
      expect(at(each, ON_MAIN), name).to.equal((checkout ?? -1) + 1);
      expect(each.steps?.[at(each, ON_MAIN)], name).to.deep.equal({ uses: ON_MAIN });
    }
  });

  it("[§11] reaches stg-publish only where that environment has its rules; dev asks nobody", () => {
    const guardOf = (file: string, key: string) => {
      const each = job(file, key);
      const step = each.steps?.[at(each, GUARD)];
      return [step?.if, step?.run];
    };
    const guard = "node --import tsx tools/workflow/environment-guard.ts";
    expect(guardOf("release.yml", "publish")).to.deep.equal([
      "env.ENVIRONMENT != 'dev'",
      `${guard} "$ENVIRONMENT" publish`,
    ]);
    expect(guardOf("terraform.yml", "release")).to.deep.equal([
      undefined,
      `${guard} "$ENVIRONMENT" plan`,
    ]);
    // A new workload reaches dev before the next release of the platform has made its GitHub environments.
    expect(guardOf("promote.yml", "promote")).to.deep.equal([
      "inputs.environment != 'dev'",
      `${guard} "$ENVIRONMENT"`,
    ]);
  });
});
