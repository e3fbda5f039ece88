import { AssertionError, expect } from "chai";

describe("match", () => {
  for (const value of [undefined, null, 7, ["x"], {}]) {
    it(`fails for ${JSON.stringify(value)}, which is no text`, () => {
      expect(() => expect(value).to.match(/\S/)).to.throw(AssertionError, "expected a text");
      expect(() => expect(value).not.to.match(/@/)).to.throw(AssertionError, "expected a text");
      expect(() => expect(value, "a").to.match(/\S/)).to.throw(
        AssertionError,
        "a: expected a text",
      );
    });
  }

  it("matches texts, or fails, as ever", () => {
    expect("x").to.match(/x/);
    expect("x").not.to.match(/y/);
    expect(() => expect("x").to.match(/y/)).to.throw(AssertionError, "to match");
    expect(() => expect("x").not.to.match(/x/)).to.throw(AssertionError, "not to match");
  });
});
