import { expect } from "chai";
import { settingsOf } from "../../support/contexts";

describe("how long alarms are watched", () => {
  for (const [environment, unread, read] of [
    ["stg", "watchMinutes", "bakeMinutes"],
    ["prod", "bakeMinutes", "watchMinutes"],
  ] as const) {
    it(`[§13] is ${read} in ${environment}, where ${unread} is refused`, () => {
      expect(settingsOf(environment, { [read]: 5 })[read]).to.equal(5);
      expect(() => settingsOf(environment, { [unread]: 5 })).to.throw(
        `${unread} is 5: expected no value in ${environment}, whose alarms are watched for ${read}`,
      );
    });
  }
});
