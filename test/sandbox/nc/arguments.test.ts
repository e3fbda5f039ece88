import { expect } from "chai";
import { UsageError } from "../../../delivery/cli/options";
import { readArguments } from "../../../sandbox/nc/arguments";

describe("the command line of nc --sandbox", () => {
  it("has its own options before the verb, and passes on the rest as it is", () => {
    const words = ["status", "billing", "--folder", "own"];
    expect(readArguments(words)).to.deep.equal({ folder: undefined, as: undefined, words });
    expect(readArguments(["--as", "administrator", "--folder", "/a", ...words])).to.deep.equal({
      folder: "/a",
      as: "administrator",
      words,
    });
  });

  for (const words of [[], ["--help"], ["-h"], ["--folder", "/a"]]) {
    it(`is answered with help where it is "${words.join(" ")}"`, () => {
      expect(readArguments(words)).to.equal(undefined);
    });
  }

  it("is refused with every problem", () => {
    expect(() => readArguments(["--as", "root", "--region", "eu", "status"])).to.throw(
      UsageError,
      "nc --sandbox:\n" +
        '  option is "--region": expected --folder <path> or --as <role>, before the verb\n' +
        '  --as is "root": expected one of deploy, administrator',
    );
  });
});
