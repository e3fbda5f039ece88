import { expect } from "chai";
import { flagChanges } from "../../../../delivery/decisions/flags/changes";
import { flagDocument } from "../../../../infra/flags/document";

/** The document of one flag, in stg. */
const flag = (enabled: boolean | number, description = "Parses anew.") =>
  flagDocument({ "new-parser": { description, enabled } }, "stg");

describe("what a document of flags changes", () => {
  const none = flagDocument({}, "stg");
  const cases: [what: string, before: string | undefined, after: string, lines: string[]][] = [
    ["a first document", undefined, flag(50), ["new-parser: new, on for 50 %"]],
    ["a flag that is turned on", flag(false), flag(true), ["new-parser: off, then on"]],
    ["a share that grows", flag(10), flag(50), ["new-parser: on for 10 %, then on for 50 %"]],
    ["a flag that is gone", flag(true), none, ["new-parser: on, then gone"]],
    ["another text", flag(true), flag(true, "Parses."), ["new-parser: on, described anew"]],
    ["the same", flag(10), flag(10), []],
  ];
  for (const [what, before, after, lines] of cases) {
    it(`is told of ${what}`, () => {
      expect(flagChanges(before, after)).to.deep.equal(lines);
    });
  }

  it("is nothing where AppConfig has written its times into it", () => {
    const stored = JSON.parse(flag(true));
    for (const of of [stored.flags, stored.values]) {
      of["new-parser"]._createdAt = "2026-01-01T00:00:00.000Z";
      of["new-parser"]._updatedAt = "2026-01-01T00:00:00.000Z";
    }
    expect(flagChanges(JSON.stringify(stored), flag(true))).to.deep.equal([]);
  });
});
