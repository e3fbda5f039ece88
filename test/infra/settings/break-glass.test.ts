import { expect } from "chai";
import { settingsOf } from "../../support/contexts";

const WINDOW = {
  from: "2026-11-27T14:00:00Z",
  until: "2026-11-27T15:00:00Z",
  who: ["alice"],
  ticket: "INC-1234",
  reason: "The pipeline cannot reach AWS.",
};
const PRINCIPALS = ["arn:aws:iam::333333333333:user/alice"];
const prod =
  (breakGlass: object, changes: object = {}) =>
  () =>
    settingsOf("prod", { breakGlass, ...changes });

describe("the settings of break-glass", () => {
  it("[§14] have no window by default", () => {
    expect(settingsOf("prod").breakGlass).to.deep.equal({ principals: [], mfa: "device" });
  });

  it("take a window as long as breakGlassMinutes", () => {
    const given = { principals: PRINCIPALS, window: WINDOW };
    expect(prod(given)().breakGlass).to.deep.equal({ mfa: "device", ...given });
  });

  const bad: [title: string, breakGlass: object, message: RegExp][] = [
    [
      "a longer window",
      { principals: PRINCIPALS, window: { ...WINDOW, until: "2026-11-27T15:01:00Z" } },
      /breakGlass\.window\.until is .*: expected up to 60 minutes after from/,
    ],
    [
      "one that ends before it begins",
      { principals: PRINCIPALS, window: { ...WINDOW, until: WINDOW.from } },
      /breakGlass\.window\.until is/,
    ],
    [
      "a window for nobody",
      { principals: PRINCIPALS, window: { ...WINDOW, who: [] } },
      /breakGlass\.window\.who/,
    ],
    [
      "a window from nowhere",
      { window: WINDOW },
      /breakGlass\.principals is .*: expected at least one/,
    ],
    [
      "a window without a ticket",
      { principals: PRINCIPALS, window: { ...WINDOW, ticket: "soon" } },
      /breakGlass\.window\.ticket is soon|breakGlass\.window\.ticket is "soon"/,
    ],
    [
      "a window without a reason",
      { principals: PRINCIPALS, window: { ...WINDOW, reason: " " } },
      /breakGlass\.window\.reason/,
    ],
    [
      "a time without a zone",
      { principals: PRINCIPALS, window: { ...WINDOW, from: "2026-11-27T14:00:00" } },
      /breakGlass\.window\.from/,
    ],
    [
      "every user of the account",
      { principals: ["arn:aws:iam::333333333333:root"] },
      /breakGlass\.principals\[0\]/,
    ],
    [
      "a wildcard",
      { principals: ["arn:aws:iam::333333333333:user/*"] },
      /breakGlass\.principals\[0\]/,
    ],
    [
      "another account's user",
      { principals: ["arn:aws:iam::222222222222:user/alice"] },
      /breakGlass\.principals\[0\] is .*: expected a user or role of 333333333333/,
    ],
  ];
  for (const [title, breakGlass, message] of bad) {
    it(`refuse ${title}`, () => {
      expect(prod(breakGlass)).to.throw(message);
    });
  }
});
