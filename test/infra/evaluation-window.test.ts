import { expect } from "chai";
import fc from "fast-check";
import { EVALUATION_WINDOW_MAX, evaluationWindow } from "../../infra/evaluation-window";

describe("evaluationWindow", () => {
  const cases: [seconds: number, period: number, periods: number][] = [
    [60, 60, 2],
    [61, 60, 3],
    [10_740, 60, 180],
    [10_741, 300, 37],
    [82_500, 300, 276],
    [82_501, 3600, 24],
    [94_500, 3600, 28],
    [EVALUATION_WINDOW_MAX, 3600, 168],
  ];
  for (const [seconds, period, periods] of cases) {
    it(`covers ${seconds} seconds with ${periods} points of ${period}`, () => {
      expect(evaluationWindow(seconds)).to.deep.equal({ period, periods });
    });
  }

  it("covers no more than CloudWatch does", () => {
    expect(evaluationWindow(EVALUATION_WINDOW_MAX + 1)).to.equal(undefined);
  });

  it("covers the time wherever a point begins, and stays within CloudWatch's limit", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: EVALUATION_WINDOW_MAX }), (seconds) => {
        const { period = 0, periods = 0 } = evaluationWindow(seconds) ?? {};
        expect(period * (periods - 1)).to.be.at.least(seconds);
        // One point more, as an alarm on a run that takes too long has.
        if (period < 3600) expect(period * (periods + 1)).to.be.at.most(86_400);
        expect(period * periods).to.be.at.most(604_800);
      }),
    );
  });
});
