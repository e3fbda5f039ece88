import { expect } from "chai";
import { fail, overall, pass, type Verdict } from "../../../delivery/decisions/verdict";

describe("the verdict of all gates", () => {
  const wait: Verdict = { kind: "wait", reasons: ["the bake has 5 minutes left"] };

  it("is the worst of them", () => {
    expect(overall([pass(), pass("why")])).to.equal("pass");
    expect(overall([pass(), wait])).to.equal("wait");
    expect(overall([wait, fail("no"), pass()])).to.equal("fail");
  });

  it("is no pass where nothing was asked", () => {
    expect(overall([])).to.equal("fail");
  });
});
