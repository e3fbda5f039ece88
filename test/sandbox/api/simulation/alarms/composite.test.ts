import { expect } from "chai";
import type { AlarmState } from "../../../../../sandbox/api/simulation/alarms/alarm";
import { ruleHolds } from "../../../../../sandbox/api/simulation/alarms/composite";

const STATES: Readonly<Record<string, AlarmState>> = { on: "ALARM", off: "OK" };
const stateOf = (name: string): AlarmState => STATES[name] ?? "INSUFFICIENT_DATA";

describe("the rule of a composite alarm", () => {
  const rules: [rule: string, holds: boolean][] = [
    ['ALARM("on")', true],
    ["ALARM(on)", true],
    ['ALARM("off")', false],
    ['OK("off") AND NOT ALARM("off")', true],
    ['INSUFFICIENT_DATA("new")', true],
    ['ALARM("off") AND ALARM("off") OR ALARM("on")', true],
    ['ALARM("on") AND (ALARM("off") OR ALARM("new"))', false],
    ["TRUE AND NOT FALSE", true],
  ];
  for (const [rule, holds] of rules) {
    it(`${holds ? "holds" : "does not hold"}: ${rule}`, () => {
      expect(ruleHolds(rule, stateOf)).to.equal(holds);
    });
  }

  for (const rule of ['ALARM("on") AND', '(ALARM("on")', 'ALARM("on") ALARM("on")', "MAYBE(on)"]) {
    it(`is none: ${rule}`, () => {
      expect(() => ruleHolds(rule, stateOf)).to.throw(rule);
    });
  }
});
