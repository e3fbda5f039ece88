import { readFileSync } from "node:fs";
import { expect } from "chai";
import { ALL_GATES } from "../../delivery/decisions/gates/all-gates";

const PAGE = readFileSync(new URL("../../docs/delivery.md", import.meta.url), "utf8");

describe("the page on delivery", () => {
  it("has every gate, in order, with the environments before which it is asked", () => {
    const rows = [...PAGE.matchAll(/^\| `([a-z-]+)` +\| ([a-z, ]+?) +\|/gm)].map(
      ([, name, environments]) => [name, environments],
    );
    expect(rows).to.deep.equal(
      ALL_GATES.map(({ name, environments }) => [name, environments.join(", ")]),
    );
  });
});
