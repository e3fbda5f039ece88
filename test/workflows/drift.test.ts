import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { ENVIRONMENTS } from "../../infra/environments";
import { job, workflow } from "./files";

describe("the drift workflow", () => {
  it("[§16] looks at every environment each day, and nobody else can start it", () => {
    expect(workflow("drift.yml").on).to.deep.equal({ schedule: [{ cron: "43 6 * * *" }] });
    expect(workflow("detect-drift.yml").on).to.have.keys("workflow_call");
    for (const key of ["detect", "ticket"]) {
      expect(job("drift.yml", key).strategy?.matrix).to.deep.equal({
        environment: [...ENVIRONMENTS],
      });
    }
  });

  it("runs one at a time, and none is stopped half-way", () => {
    expect(workflow("drift.yml").concurrency).to.deep.equal({
      group: "drift",
      "cancel-in-progress": false,
    });
  });

  it("what may write issues has no identity of AWS, and checks nothing out", () => {
    const { permissions, steps = [] } = job("drift.yml", "ticket");
    expect(permissions).to.deep.equal({ contents: "read", issues: "write" });
    for (const { uses = "" } of steps) expect(uses).not.to.match(/checkout|configure-aws/);
  });

  it("what has the identity writes nothing on GitHub, and nothing in the account", () => {
    const { permissions, steps = [] } = job("detect-drift.yml", "detect");
    expect(permissions).to.deep.equal({ contents: "read", "id-token": "write" });
    const engine = steps.flatMap(({ run = "" }) => run.match(/\bpulumi [^|&;]*/g) ?? []);
    expect(engine).to.have.lengthOf(1);
    expect(engine[0]).to.match(/^pulumi refresh --preview-only --json --non-interactive /);
    expect(steps.find(({ run = "" }) => run.includes("nc.mjs drift"))?.run).to.include("--dry-run");
  });

  it("each environment that was looked at has its ticket kept, whatever became of the others", () => {
    const { needs, if: condition, steps = [] } = job("drift.yml", "ticket");
    expect([needs, condition]).to.deep.equal(["detect", "${{ !cancelled() }}"]);
    const artifact = "drift-${{ matrix.environment }}";
    expect(steps.map(({ with: given = {} }) => given.name).filter(Boolean)).to.deep.equal([
      artifact,
    ]);
    const { with: uploaded } = job("detect-drift.yml", "detect").steps?.at(-1) ?? {};
    expect(uploaded?.name).to.equal("drift-${{ inputs.environment }}");
  });
});

describe("the runbook of drift", () => {
  it("looks as the workflow does", () => {
    const runbook = readFileSync(new URL("../../docs/runbooks/drift.md", import.meta.url), "utf8");
    const { run = "" } =
      job("detect-drift.yml", "detect").steps?.find((each) => each.run?.includes("refresh")) ?? {};
    const [command = ""] = /pulumi refresh [\s\S]*?> refresh\.json/.exec(run) ?? [];
    expect(command).not.to.equal("");
    expect(runbook).to.include(command.replace(/\s*\\\n\s*/g, " ").replace('"$STACK"', "prod"));
  });
});

describe("the step that looks for drift", () => {
  const { run = "" } =
    job("detect-drift.yml", "detect").steps?.find((each) => each.run?.includes("refresh")) ?? {};
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "nc-drift-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Exit code of the step, where `pulumi` and `nc` end as they are told and jq is a plain search. */
  const ends = (pulumi: number, nc: number, printed: string) => {
    const program = (name: string, text: string) => {
      writeFileSync(join(folder, name), `#!/bin/sh\n${text}\n`);
      chmodSync(join(folder, name), 0o755);
    };
    program("pulumi", `echo '{}'; exit ${pulumi}`);
    program("node", `echo '${printed}'; exit ${nc}`);
    program("jq", 'for file; do :; done; grep -q \'"answer"\' "$file"');
    const env = { PATH: `${folder}:${process.env.PATH}`, STACK: "prod" };
    try {
      execFileSync("bash", ["-c", run], { cwd: folder, env, stdio: "ignore" });
      return 0;
    } catch (error) {
      return error instanceof Error && "status" in error ? error.status : error;
    }
  };
  const answer = '{"verb":"drift","answer":{}}';
  const problems = '{"verb":"drift","problems":["steps is missing"]}';

  const cases: [what: string, given: Parameters<typeof ends>, code: number][] = [
    ["no drift", [0, 0, answer], 0],
    ["drift", [0, 1, answer], 0],
    ["a preview that cannot be read", [0, 1, problems], 1],
    ["a wrong command line", [0, 2, problems], 1],
    ["a refresh that failed", [255, 1, problems], 1],
    ["a refresh that failed after all", [255, 0, answer], 255],
  ];
  for (const [what, given, code] of cases) {
    it(`ends with ${code} for ${what}`, () => expect(ends(...given)).to.equal(code));
  }
});
