import { expect } from "chai";
import { stateAfterUpdate, testAccount } from "../test-account";
import { describeValidation } from "../validation";

describeValidation("parameters", [
  [
    "aws:ssm/parameter:Parameter",
    { name: "/nc/dev/a/config/b", type: "String", value: "1" },
    [
      [{ type: "Text" }, 'type is "Text": expected one of "String", "StringList", "SecureString"'],
      [{ name: "/aws/a" }, 'name is "/aws/a": expected letters, digits, /, _, . or -, no "aws"'],
      [{ value: "x".repeat(4097) }, 'value is "4097 bytes": expected at most 4096'],
      [{ value: "" }, 'value is "": expected at least one character'],
      [{ keyId: "key" }, 'keyId is "key": expected no key, as type is String'],
    ],
  ],
]);

describe("an update of a parameter", () => {
  const account = testAccount();

  it("makes a new version of it, unless only its tags change", () => {
    const inputs = { name: "/a", type: "String", value: "1" };
    const entry = account.create("aws:ssm/parameter:Parameter", "it", inputs);
    expect(entry.state.version).to.equal(1);
    expect(stateAfterUpdate(entry, inputs, { ...inputs, value: "2" }).version).to.equal(2);
    expect(stateAfterUpdate(entry, inputs, { ...inputs, tags: {} }).version).to.equal(1);
  });
});
