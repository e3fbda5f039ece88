import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { linesWith } from "./run-lines";

const SHA256 = "0a".repeat(32);
/** What a program prints that may be somebody else's words: to the runner it must be no command. */
const HOSTILE = "echo '::add-mask::x'";
/** Stands for `nc`, whose answer names a plan. */
const NODE = `${HOSTILE} >&2; echo '{"answer":{"sha256":"${SHA256}"}}'`;
const ENV = {
  ENVIRONMENT: "stg",
  GITHUB_REF: "refs/tags/v1.2.3",
  GITHUB_SHA: "f".repeat(40),
  GITHUB_WORKSPACE: "/clone",
  STACK: "stg",
  WORKLOAD: "core",
};
const AT = `--commit ${ENV.GITHUB_SHA} --checkout /clone`;

describe("the lines of a step", () => {
  const { scratch, run } = linesWith(ENV);

  /** Steps that run what prints others' words, the programs that stand for it, and the calls that are to be made. */
  const printing: readonly [string, string, Record<string, string>, readonly string[]][] = [
    [
      "terraform.yml pull-request",
      "Plan",
      { node: HOSTILE },
      [`node tools/nc.mjs terraform plan core --environment dev ${AT}`],
    ],
    [
      "terraform.yml dev",
      "Plan, and apply exactly that plan",
      { node: NODE },
      [
        `node tools/nc.mjs terraform plan core --environment dev ${AT} --json`,
        `node tools/nc.mjs terraform apply core --environment dev ${AT} --sha256 ${SHA256}`,
      ],
    ],
    [
      "terraform.yml release",
      "Plan",
      { node: NODE },
      [`node tools/nc.mjs terraform plan core --environment stg ${AT} --json`],
    ],
    [
      "plan.yml plan",
      "Plan, with the policy pack enforced",
      { pulumi: `${HOSTILE}; printf '{}' > plan.json` },
      [
        "pulumi preview --save-plan plan.json --diff --policy-pack policies --non-interactive --color never",
      ],
    ],
    [
      "preview.yml plan",
      "Plan, with the policy pack enforced",
      { pulumi: HOSTILE },
      ["pulumi preview --diff --policy-pack policies --non-interactive --color never"],
    ],
    ["preview.yml sandbox", "Plan every environment", { npm: HOSTILE }, ["npm run preview"]],
  ];
  for (const [where, name, programs, calls] of printing) {
    it(`${where}: what is printed is no command, and a failure ends the step`, () => {
      const ended = run(where, name, programs);
      expect([ended.status, ended.calls]).to.deep.equal([0, calls]);
      const [, token = ""] = /^::stop-commands::([0-9a-f]{32})$/m.exec(ended.stdout) ?? [];
      const lines = ended.stdout.split("\n");
      const [stopped, resumed] = [
        lines.indexOf(`::stop-commands::${token}`),
        lines.indexOf(`::${token}::`),
      ];
      expect(stopped).to.equal(0);
      const commands = lines.flatMap((line, index) =>
        /^::(?!\w*::$|stop)/.test(line) ? [index] : [],
      );
      for (const each of commands) expect(each).to.be.within(stopped + 1, resumed - 1);
      expect(run(where, name, programs).stdout).not.to.include(token);
      const failing = Object.fromEntries(Object.keys(programs).map((each) => [each, "exit 1"]));
      expect(run(where, name, failing))
        .to.include({ output: "" })
        .and.not.include({ status: 0 });
    });
  }

  it("terraform.yml release: a plan is handed on by its SHA-256, and none without one", () => {
    expect(run("terraform.yml release", "Plan", { node: NODE }).output).to.equal(
      `sha256=${SHA256}\n`,
    );
    expect(run("terraform.yml release", "Plan", { node: "echo '{}'" }).status).not.to.equal(0);
    expect(
      run("terraform.yml dev", "Plan, and apply exactly that plan", { node: "echo '{}'" }).calls,
    ).to.have.length(1);
  });

  it("plan.yml plan: a plan is handed on by its SHA-256", () => {
    const pulumi = "printf abc > plan.json";
    const name = "Plan, with the policy pack enforced";
    // FIPS 180-4, the example of SHA-256: "abc".
    const abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    expect(run("plan.yml plan", name, { pulumi }).output).to.equal(`sha256=${abc}\n`);
    expect(readFileSync(join(scratch.folder, "summary.md"), "utf8")).to.equal(
      `### Plan of stg at refs/tags/v1.2.3\n\nSHA-256 ${abc}\n`,
    );
  });

  it("apply.yml apply: the state is read for what permissions become, and not kept", () => {
    const programs = {
      pulumi: "echo '{}'",
      node: `test -s '${scratch.folder}/state.json'; ${HOSTILE}`,
    };
    const name = "Record what the approved plan does to permissions";
    const { status, calls } = run("apply.yml apply", name, programs);
    expect([status, calls]).to.deep.equal([
      0,
      [
        "pulumi stack export",
        `node tools/nc.mjs permissions record --environment stg --plan plan.json --state ${scratch.folder}/state.json`,
      ],
    ]);
    expect(existsSync(join(scratch.folder, "state.json"))).to.equal(false);
    expect(run("apply.yml apply", name, { ...programs, node: "exit 1" }).status).to.equal(1);
  });

  it("apply.yml apply: looks at releases before its own plan, and applies an approved one as it is", () => {
    const programs = {
      pulumi: HOSTILE,
      aws: "echo '{}'",
      node: "cat > cat.txt; echo secret-token",
    };
    const name = "Apply, with the policy pack enforced";
    const words = (env: object) =>
      run("apply.yml apply", name, programs, env)
        .calls.map((call) => call.replace(/ --target (?=.*--target)\S+/g, ""))
        .map((call) => /^(aws|node|pulumi \w+)(?:.*(-released|--plan plan\.json))?/.exec(call))
        .map((found) => found?.slice(1).filter(Boolean).join(" "));
    expect(words({ STACK: "dev", PLAN: "" })).to.deep.equal([
      "pulumi refresh",
      "pulumi refresh -released",
      "pulumi up",
    ]);
    expect(words({ STACK: "prod", PLAN: "plan-prod" }).sort()).to.deep.equal(
      [
        "aws",
        "node",
        "pulumi refresh",
        "pulumi up --plan plan.json",
        "pulumi refresh -released",
      ].sort(),
    );
    const { stdout } = run("apply.yml apply", name, programs, { STACK: "prod", PLAN: "plan-prod" });
    expect(stdout.split("\n")[0]).to.equal("::add-mask::secret-token");
    const failed = run(
      "apply.yml apply",
      name,
      { ...programs, pulumi: "exit 1" },
      { STACK: "dev", PLAN: "" },
    );
    expect([failed.status, failed.calls.length]).to.deep.equal([1, 1]);
  });

  it("detect-drift.yml detect: ends as the comparison does, and says why there is none", () => {
    const name = "Compare the account with what the program made";
    const ended = (pulumi: string, node: string) =>
      run("detect-drift.yml detect", name, { pulumi, node }).status;
    const answer = "echo '{\"answer\":{}}'";
    expect(ended("echo '{}'", answer)).to.equal(0);
    // The preview has a status of its own, and drift is 1 for nc.
    expect(ended("echo '{}'; exit 3", `${answer}; exit 1`)).to.equal(3);
    expect(ended("echo '{}'", "echo '{\"problems\":[]}'; exit 1")).to.equal(1);
    expect(ended("echo '{}'", "exit 2")).to.equal(1);
  });
});
