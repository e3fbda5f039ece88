import { expect } from "chai";
import { flagsGate } from "../../../../../delivery/decisions/gates/release/flags";
import { parseRelease } from "../../../../../delivery/decisions/release/release";
import { manifest } from "../../release/fixture";
import { ask, CANNOT_KNOW } from "../ask";

const needing = (...flags: string[]) => ({
  release: parseRelease(manifest({ flags })),
});

describe("the gate of flags", () => {
  it("[§10] passes where every flag that the release needs is deployed", () => {
    const flags = ["new-parser", "totals", "other"];
    expect(ask(flagsGate, { flags }, needing("new-parser", "totals"))).to.deep.equal({
      kind: "pass",
      reasons: ["Deployed: new-parser, totals."],
    });
  });

  it("[§10] names what the promotion has to add, and what is there", () => {
    const flags = ["totals"];
    expect(ask(flagsGate, { flags }, needing("new-parser", "totals", "fees"))).to.deep.equal({
      kind: "pass",
      reasons: ["Deployed: totals.", "Added by the promotion, off: new-parser, fees."],
    });
    expect(ask(flagsGate, { flags: [] }, needing("fees"))).to.deep.equal({
      kind: "pass",
      reasons: ["Added by the promotion, off: fees."],
    });
  });

  it("[§10] refuses a release whose flags have no place in the environment, and names each", () => {
    expect(ask(flagsGate, { flags: undefined }, needing("totals", "fees"))).to.deep.equal({
      kind: "fail",
      reasons: [
        "totals, fees: the platform has given billing no flags in prod. Declare them in the catalog, and apply the platform there",
      ],
    });
  });

  it("passes a release that needs none, though nobody knows what is deployed", () => {
    expect(ask(flagsGate, {}, needing()).kind).to.equal("pass");
    expect(ask(flagsGate, {}, needing("totals"))).to.deep.equal(CANNOT_KNOW);
  });
});
