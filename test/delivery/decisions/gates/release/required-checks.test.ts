import { expect } from "chai";
import type { CheckRun } from "../../../../../delivery/decisions/gates/facts";
import { requiredChecksGate } from "../../../../../delivery/decisions/gates/release/required-checks";
import { ask, CANNOT_KNOW } from "../ask";

const COMMIT = "c".repeat(40);
const run = (name: string, fields: Partial<CheckRun> = {}): CheckRun => ({
  name,
  commit: COMMIT,
  appId: 15_368,
  status: "completed",
  conclusion: "success",
  startedAt: 1_000,
  ...fields,
});
const given = (...checks: CheckRun[]) => ask(requiredChecksGate, { checks });

describe("the gate of required checks", () => {
  it("[§12] passes where all are green", () => {
    expect(
      given(run("CI gates"), run("CodeQL"), run("Other", { conclusion: "failure" })),
    ).to.deep.equal({ kind: "pass", reasons: ["Green: CI gates, CodeQL."] });
  });

  it("[§11] refuses what is green for another commit, or reported by another app", () => {
    expect(
      given(run("CI gates", { commit: "d".repeat(40) }), run("CodeQL", { appId: 7 })),
    ).to.deep.equal({
      kind: "fail",
      reasons: [
        `CI gates is missing on commit ${COMMIT}: expected a run by the app 15368.`,
        `CodeQL is reported by the app 7 only on commit ${COMMIT}: expected a run by the app 15368.`,
      ],
    });
  });

  it("counts the newest run of a name by the expected app", () => {
    const red = { conclusion: "failure", startedAt: 2_000 };
    expect(given(run("CI gates"), run("CI gates", red), run("CodeQL"))).to.deep.equal({
      kind: "fail",
      reasons: ["CI gates is failure: expected success."],
    });
    const green = run("CI gates", { startedAt: 3_000 });
    expect(given(green, run("CI gates", red), run("CodeQL")).kind).to.equal("pass");
    const foreign = run("CI gates", { appId: 7, startedAt: 4_000, conclusion: "failure" });
    expect(given(green, foreign, run("CodeQL")).kind).to.equal("pass");
  });

  it("refuses if one of two newest runs is red", () => {
    const red = run("CI gates", { conclusion: "failure" });
    expect(given(red, run("CI gates"), run("CodeQL")).kind).to.equal("fail");
    expect(given(run("CI gates"), red, run("CodeQL")).kind).to.equal("fail");
  });

  for (const conclusion of ["neutral", "skipped", "cancelled", "timed_out", "stale", null]) {
    it(`takes ${conclusion} for no success`, () => {
      expect(given(run("CI gates", { conclusion }), run("CodeQL")).kind).to.equal("fail");
    });
  }

  it("waits while one runs, unless another is red", () => {
    const running = run("CI gates", { status: "in_progress", conclusion: null });
    expect(given(running, run("CodeQL"))).to.deep.equal({
      kind: "wait",
      reasons: ["CI gates is in_progress."],
      whom: "the check CI gates",
    });
    expect(given(running, run("CodeQL", { conclusion: "failure" }))).to.deep.equal({
      kind: "fail",
      reasons: ["CI gates is in_progress.", "CodeQL is failure: expected success."],
    });
  });

  it("fails where it cannot know", () => {
    expect(ask(requiredChecksGate, {})).to.deep.equal(CANNOT_KNOW);
    expect(ask(requiredChecksGate, { checks: [] }, {}, { requiredChecks: [] }).kind).to.equal(
      "fail",
    );
  });
});
