import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { runLines, stepNamed } from "./run-lines";

type Variables = Readonly<Record<string, string>>;

/** Each step that refuses a run, with variables that it lets pass and that it refuses, and what it says then. */
const REFUSALS: readonly {
  readonly step: readonly [where: string, name: string];
  readonly pass: readonly Variables[];
  readonly refuse: readonly (readonly [env: Variables, says: string])[];
}[] = [
  {
    step: ["promote.yml promote", "Refuse another release than the one that was tagged"],
    pass: [
      { ENVIRONMENT: "dev", GITHUB_REF: "refs/heads/main", VERSION: "v0.0.0-main.7.1" },
      { ENVIRONMENT: "stg", GITHUB_REF: "refs/tags/v1.2.3-rc.1", VERSION: "v1.2.3-rc.1" },
      { ENVIRONMENT: "prod", GITHUB_REF: "refs/tags/v1.2.3", VERSION: "v1.2.3" },
    ],
    refuse: [
      [
        { ENVIRONMENT: "stg", GITHUB_REF: "refs/tags/v1.2.4", VERSION: "v1.2.3" },
        "::error::the run is of refs/tags/v1.2.4: expected refs/tags/v1.2.3",
      ],
      [
        { ENVIRONMENT: "prod", GITHUB_REF: "refs/heads/v1.2.3", VERSION: "v1.2.3" },
        "::error::the run is of refs/heads/v1.2.3: expected refs/tags/v1.2.3",
      ],
      // The version is no pattern.
      [
        { ENVIRONMENT: "prod", GITHUB_REF: "refs/tags/v1.2.3", VERSION: "*" },
        "::error::the run is of refs/tags/v1.2.3: expected refs/tags/*",
      ],
    ],
  },
  {
    step: ["detect-drift.yml detect", "Refuse what is not main"],
    pass: [{ GITHUB_REF: "refs/heads/main" }],
    refuse: [
      [
        { GITHUB_REF: "refs/tags/main" },
        "::error::the run is of refs/tags/main: expected refs/heads/main",
      ],
    ],
  },
  {
    step: ["plan.yml plan", "Refuse a tag that is no version"],
    pass: [{ GITHUB_REF: "refs/tags/v1.2.3" }, { GITHUB_REF: "refs/tags/v1.2.3-rc.1" }],
    refuse: ["refs/heads/v1.2.3", "refs/tags/v1.2", "refs/tags/v1.2.3;x", "refs/tags/1.2.3"].map(
      (ref) => [{ GITHUB_REF: ref }, `::error::the tag is ${ref}: expected vMAJOR.MINOR.PATCH`],
    ),
  },
  {
    step: ["apply.yml apply", "Refuse what is not planned"],
    pass: [
      { STACK: "dev", PLAN: "" },
      { STACK: "prod", PLAN: "plan-prod" },
    ],
    refuse: ["stg", "prod"].map((stack) => [
      { STACK: stack, PLAN: "" },
      `::error::plan is missing: expected an approved plan of ${stack}`,
    ]),
  },
  {
    step: ["ci.yml gates", "All gates passed"],
    pass: [{ RESULTS: "success success" }],
    refuse: ["success failure", "skipped success", "success cancelled", "success"].map(
      (results) => [{ RESULTS: results }, results],
    ),
  },
];

describe("the lines by which a run is refused", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "nc-lines-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  for (const {
    step: [where, name],
    pass,
    refuse,
  } of REFUSALS) {
    it(`${where}: ${name}`, () => {
      for (const env of pass) {
        expect(
          runLines(stepNamed(where, name), { folder, env }).status,
          JSON.stringify(env),
        ).to.equal(0);
      }
      for (const [env, says] of refuse) {
        const { status, stdout } = runLines(stepNamed(where, name), { folder, env });
        expect([status, stdout.trim()], JSON.stringify(env)).to.deep.equal([1, says]);
      }
    });
  }

  it("apply.yml apply: Refuse another plan than the approved one", () => {
    const step = stepNamed("apply.yml apply", "Refuse another plan than the approved one");
    writeFileSync(join(folder, "plan.json"), "{}");
    const SHA256 = createHash("sha256").update("{}").digest("hex");
    expect(runLines(step, { folder, env: { SHA256 } }).status).to.equal(0);
    expect(runLines(step, { folder, env: { SHA256: "" } }).status).to.equal(1);
    writeFileSync(join(folder, "plan.json"), "{ }");
    expect(runLines(step, { folder, env: { SHA256 } }).status).to.equal(1);
  });
});
