import { expect } from "chai";
import { eventRules } from "../../../components/platform-function/event-rules";
import { contextIn } from "../../support/contexts";
import { only, record } from "../../support/record";

describe("eventRules", () => {
  const made = (everyMinutes: number) =>
    record(() => {
      const due = { description: "Calls it by the clock", when: { everyMinutes } };
      eventRules("fn", contextIn("prod"), { due }, {});
    });

  it("calls by the clock, with no pattern, in the singular for one minute", async () => {
    const rule = only(await made(15), "aws:cloudwatch/eventRule:EventRule", "fn-due").inputs;
    expect(rule).to.deep.include({
      name: "nc-platform-prod-due",
      description: "Calls it by the clock",
      scheduleExpression: "rate(15 minutes)",
      state: "ENABLED",
    });
    expect(rule).not.to.have.property("eventPattern");
    const { inputs } = only(await made(1), "aws:cloudwatch/eventRule:EventRule");
    expect(inputs.scheduleExpression).to.equal("rate(1 minute)");
  });
});
