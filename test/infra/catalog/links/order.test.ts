import { expect } from "chai";
import { inOrderOfLinks } from "../../../../infra/catalog/links/order";
import { catalogWith } from "./entries";

const HTTP = {
  http: { path: "/v1/{proxy+}" },
  checks: { happyPath: { path: "/v1/status" } },
};

describe("the order of links", () => {
  it("has a function that is called before its caller, and else the catalog's order", () => {
    const catalog = catalogWith({
      svc: { links: [{ to: "fn2", verb: "call" }] },
      fn2: { ...HTTP, allows: [{ from: "svc", verb: "call" }] },
    });
    const names = inOrderOfLinks(catalog).map(({ name }) => name);
    expect(names).to.deep.equal(["fn2", "svc", "fn", "wrk", "job", "tf"]);
  });
});
