import { expect } from "chai";
import { shownValues } from "../../../../delivery/decisions/drift/shown-value";

const HIDDEN = "(not shown)";
const MARK = "4dabf18193072939515e22adb298388d";

describe("a value that drifted", () => {
  it("is shown as text", () => {
    expect(shownValues("a", 600, false)).to.deep.equal(["600", "false"]);
    expect(shownValues("a", "x", { b: [1] })).to.deep.equal(["x", '{"b":[1]}']);
    expect(shownValues("a", undefined, null)).to.deep.equal([undefined, undefined]);
  });

  it("is cut to the part that differs", () => {
    const text = (middle: string) => `${"a".repeat(300)}${middle}${"z".repeat(300)}`;
    expect(shownValues("policy", text("1"), text("2"))).to.deep.equal([
      `…${"a".repeat(40)}1${"z".repeat(119)}…`,
      `…${"a".repeat(40)}2${"z".repeat(119)}…`,
    ]);
    expect(shownValues("policy", "b".repeat(161), "x")).to.deep.equal([`${"b".repeat(160)}…`, "x"]);
  });

  const secrets: [path: string, value: unknown][] = [
    ["secretString", "s"],
    ["masterPassword", "s"],
    ["authToken", "s"],
    ["environment.variables.LOG_LEVEL", "s"],
    ["environment", { variables: { A: "s" } }],
    ["containerDefinitions", "s"],
    ["rules[0].authorization", "s"],
    ["a", "[secret]"],
    ["a", { b: ["[secret]"] }],
    ["a", { [MARK]: "1b47061264138c4ac30d75fd1eb44270", ciphertext: "s" }],
    ["a", { b: { dbPassword: "s" } }],
  ];
  for (const [path, value] of secrets) {
    it(`is never shown where it may be a secret: ${path} ${JSON.stringify(value)}`, () => {
      expect(shownValues(path, value, value)).to.deep.equal([HIDDEN, HIDDEN]);
    });
  }

  it("is shown where only its name reminds of one", () => {
    expect(shownValues("kmsMasterKeyId", "a", "b")).to.deep.equal(["a", "b"]);
    expect(shownValues("insecureValue", "a", "b")).to.deep.equal(["a", "b"]);
  });
});
