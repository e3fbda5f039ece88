import { existsSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { settingsOf } from "../support/contexts";
import { jobs } from "./files";
import { filesThatRun, hasCredentials } from "./files-run";

const TEXT = readFileSync(new URL("../../.github/CODEOWNERS", import.meta.url), "utf8");
const { github, teams } = settingsOf("prod");
const SECURITY = `@${github.organization}/${teams.security.slug}`;

/** A line of CODEOWNERS: a pattern, and any one of whom may approve. */
interface Line {
  readonly pattern: string;
  readonly owners: readonly string[];
}

const LINES: readonly Line[] = TEXT.split("\n")
  .filter((line) => line.trim() !== "" && !line.startsWith("#"))
  .map((line) => {
    const [pattern = "", ...owners] = line.trim().split(/\s+/);
    return { pattern, owners };
  });

/** The forms of a pattern that are used here: everything, a folder, or one file. */
function matches(pattern: string, file: string): boolean {
  if (pattern === "*") return true;
  return pattern.endsWith("/") ? `/${file}`.startsWith(pattern) : `/${file}` === pattern;
}

/**
 * Files that are not there, and would run. The CLI walks up to the first file that is a project's, in
 * the order of names, and reads a stack's file of the same form (pulumi, `workspace.DetectProjectPath`).
 * `npm ci` takes a shrinkwrap before the lockfile (npm, "npm-shrinkwrap.json").
 */
const WOULD_RUN = [
  "Pulumi.json",
  "Pulumi.prod.json",
  "Pulumi.yml",
  "npm-shrinkwrap.json",
  ".gitattributes",
  ".gitmodules",
  "node_modules/tsx/package.json",
  "tsconfig.base.json",
  "a-new-room/index.ts",
];

/** GitHub takes the last line that matches. */
const lineOf = (file: string) => LINES.findLast(({ pattern }) => matches(pattern, file));

describe("who reviews what runs with credentials", () => {
  const files = filesThatRun();

  it("is known of every job that holds some", () => {
    const holding = jobs().flatMap(([name, job]) => (hasCredentials(job) ? [name] : []));
    expect(holding).to.deep.equal([
      "apply.yml apply",
      "check.yml codeql",
      "codeql.yml analyze",
      "deliver-terraform.yml stg-plan",
      "deliver-terraform.yml prod-plan",
      "deliver-terraform.yml release",
      "deliver-terraform.yml stg",
      "deliver-terraform.yml prod",
      "deliver-terraform.yml notes",
      "deliver.yml release",
      "deliver.yml stg",
      "deliver.yml prod",
      "deliver.yml notes",
      "deploy-dev.yml release",
      "deploy-dev.yml dev",
      "deploy.yml dev",
      "deploy.yml stg-plan",
      "deploy.yml stg",
      "deploy.yml prod-plan",
      "deploy.yml prod",
      "detect-drift.yml detect",
      "drift.yml detect",
      "drift.yml ticket",
      "plan.yml plan",
      "preview.yml plan",
      "preview.yml comment",
      "promote.yml promote",
      "release.yml publish",
      "terraform.yml pull-request",
      "terraform.yml comment",
      "terraform.yml dev",
      "terraform.yml release",
      "terraform.yml sign",
    ]);
  });

  it("finds what they run: workflows, tools, packages, settings, the program and the pack", () => {
    expect(files).to.include.members([
      ".github/CODEOWNERS",
      ".github/actions/stack/action.yml",
      ".github/workflows/apply.yml",
      ".npmrc",
      "Pulumi.prod.yaml",
      "Pulumi.yaml",
      "components/identity/github-trust.ts",
      "functions/synthetic-check/handler.ts",
      "infra/settings/schema.ts",
      "package-lock.json",
      "package.json",
      "policies/PulumiPolicy.yaml",
      "policies/identity/github-claims.ts",
      "policies/tagging/taggable.json",
      "stacks/catalog/core.ts",
      "stacks/index.ts",
      "tools/workflow/github-app-token.ts",
      "tools/workflow/plugins.json",
      "tools/workflow/state-plugins.ts",
      "tsconfig.json",
    ]);
    expect(files.length).to.be.greaterThan(250);
    expect(files.filter((file) => /^(test|sandbox)\//.test(file))).to.deep.equal([]);
  });

  it("is Security alone, as any one owner of a line is enough", () => {
    const others = files.filter((file) => lineOf(file)?.owners.join() !== SECURITY);
    expect(others).to.deep.equal([]);
  });

  it("[§14] is Security for the window of break-glass, in each environment", () => {
    for (const file of ["Pulumi.dev.yaml", "Pulumi.stg.yaml", "Pulumi.prod.yaml"]) {
      expect(lineOf(file)?.owners, file).to.deep.equal([SECURITY]);
    }
  });

  it("is Security for a file that would run if somebody added it", () => {
    const others = WOULD_RUN.filter((file) => lineOf(file)?.owners.join() !== SECURITY);
    expect(others).to.deep.equal([]);
  });

  it("is another team for what nothing runs alone, each line for files that there are", () => {
    const [first, ...others] = LINES;
    expect(first?.pattern).to.equal("*");
    for (const { pattern } of others) {
      expect(existsSync(new URL(`../..${pattern}`, import.meta.url)), pattern).to.equal(true);
      expect(files.filter((file) => matches(pattern, file))).to.deep.equal([]);
    }
  });

  it("is written in forms that are read here as GitHub reads them", () => {
    for (const { pattern } of LINES) expect(pattern).to.match(/^(\*|\/[\w.-]+(\/[\w.-]+)*\/?)$/);
  });
});
