import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { job, stepsOf } from "./files";

const STEPS = stepsOf(job("preview.yml", "comment"));
const SCRIPT = STEPS.find(({ name }) => name === "Begin the comment")?.run ?? "";
const GRANT =
  "grant of clock until 2027-01-01: events:PutEvents on arn:aws:events:::bus/old: CHG-7";

describe("the warnings of a plan in the pull request's comment", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "nc-warnings-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** The file of warnings that the comment shows, of plans by environment. */
  const warningsOf = (plans: Readonly<Record<string, string>>): string => {
    for (const [stack, text] of Object.entries(plans)) {
      mkdirSync(join(folder, `plans/preview-${stack}`), { recursive: true });
      writeFileSync(join(folder, `plans/preview-${stack}/plan.txt`), text);
    }
    mkdirSync(join(folder, "plans"), { recursive: true });
    execFileSync("bash", ["--noprofile", "--norc", "-c", SCRIPT], {
      cwd: folder,
      env: { PATH: process.env.PATH, COMMIT: "abc" },
    });
    return readFileSync(join(folder, "plans/warnings.txt"), "utf8");
  };

  it("has each grant, though the plan is longer than what is shown of it", () => {
    // The engine prints the program's warnings before the resources, of which there may be many.
    const plan = `Previewing update (prod):\nwarning: ${GRANT}\n${"+ aws:sqs/queue:Queue\n".repeat(5000)}`;
    expect(warningsOf({ dev: "no warning: here\n", prod: plan })).to.equal(`prod: ${GRANT}\n`);
  });

  it("says of which environment each is", () => {
    const text = "warning: a\n    warning: b\n";
    expect(warningsOf({ dev: text, stg: text })).to.equal("dev: a\ndev: b\nstg: a\nstg: b\n");
  });

  it("says that there is none", () => {
    expect(warningsOf({})).to.equal("None.\n");
  });

  it("are shown, fenced, before the plans", () => {
    const shown = STEPS.flatMap(({ uses, with: given }) =>
      uses === "$/.github/actions/fence" ? [given?.text] : [],
    );
    expect(shown).to.deep.equal([
      "plans/warnings.txt",
      "plans/preview-dev/plan.txt",
      "plans/preview-stg/plan.txt",
      "plans/preview-prod/plan.txt",
    ]);
  });
});
