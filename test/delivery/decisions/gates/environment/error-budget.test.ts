import { expect } from "chai";
import { errorBudgetGate } from "../../../../../delivery/decisions/gates/environment/error-budget";
import { ask, CANNOT_KNOW } from "../ask";

const given = (remainingPercent: number, changeType: "normal" | "emergency" = "normal") =>
  ask(errorBudgetGate, { errorBudget: { remainingPercent } }, { changeType });

describe("the gate of the error budget", () => {
  it("[§13] passes while some of it is left", () => {
    expect(given(0.1)).to.deep.equal({
      kind: "pass",
      reasons: ["billing has 0.1 % of its error budget left."],
    });
  });

  it("[§13] refuses where it is spent", () => {
    for (const percent of [0, -20]) {
      expect(given(percent)).to.deep.equal({
        kind: "fail",
        reasons: [
          `billing has ${percent} % of its error budget left. ` +
            "Wait until the period has moved on, or release an emergency change.",
        ],
      });
    }
  });

  it("lets an emergency through, which may be what stops the spending", () => {
    expect(given(-20, "emergency").kind).to.equal("pass");
  });

  it("fails where it cannot know", () => {
    expect(ask(errorBudgetGate, {})).to.deep.equal(CANNOT_KNOW);
    expect(given(Number.NaN, "emergency").kind).to.equal("fail");
  });
});
