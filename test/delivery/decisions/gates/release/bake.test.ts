import { expect } from "chai";
import type { BakeEvidence } from "../../../../../delivery/decisions/evidence/bake";
import { bakeGate } from "../../../../../delivery/decisions/gates/release/bake";
import { parseRelease } from "../../../../../delivery/decisions/release/release";
import { manifest } from "../../release/fixture";
import { ask, CANNOT_KNOW } from "../ask";
import { NOW, SUBJECT } from "../subjects";

const MINUTE = 60_000;
/** A bake from `from` to `to`, in minutes before now. */
const bake = (from: number, to: number, fields: Partial<BakeEvidence> = {}): BakeEvidence => ({
  release: SUBJECT.digest,
  environment: "stg",
  deployment: "d-1",
  result: "green",
  alarms: ["nc-billing-stg-bake"],
  startedAt: NOW - from * MINUTE,
  endedAt: NOW - to * MINUTE,
  signer: "promote.yml",
  ...fields,
});
const given = (...bakes: BakeEvidence[]) => ask(bakeGate, { bakes });

describe("the gate of the bake", () => {
  it("[§13] passes where this release was green in stg for the whole period", () => {
    expect(given(bake(20, 10))).to.deep.equal({
      kind: "pass",
      reasons: ["Deployment d-1 was green in stg for 10 minutes."],
    });
  });

  it("[§13] refuses a release that stg has not baked", () => {
    const want = {
      kind: "fail",
      reasons: [`stg has not baked this release (${SUBJECT.digest}). Promote v1.4.0 into stg.`],
    };
    expect(given()).to.deep.equal(want);
    expect(given(bake(20, 10, { release: `sha256:${"9".repeat(64)}` }))).to.deep.equal(want);
  });

  it("waits for the end of a bake that is shorter, and refuses it after that", () => {
    expect(given(bake(8, 1))).to.deep.equal({
      kind: "wait",
      reasons: ["Deployment d-1: its bake in stg took 7 of 10 minutes."],
      until: NOW + 2 * MINUTE,
    });
    expect(given(bake(20, 10.01))).to.deep.equal({
      kind: "fail",
      reasons: [
        "Deployment d-1: its bake in stg took 9 of 10 minutes. Promote v1.4.0 into stg again.",
      ],
    });
    expect(given(bake(10, 1)).kind).to.equal("fail");
    expect(given(bake(12, -1))).to.deep.equal({
      kind: "wait",
      reasons: ["Deployment d-1: its bake in stg has not ended."],
      until: NOW + MINUTE,
    });
  });

  it("[§13] refuses a red bake, also after a green one, and passes once it was green again", () => {
    const red = bake(9, 8, { deployment: "d-2", result: "red" });
    expect(given(bake(20, 10), red)).to.deep.equal({
      kind: "fail",
      reasons: ["Deployment d-2: its bake in stg was red. Promote v1.4.0 into stg again."],
    });
    const older = bake(40, 31, { result: "red" });
    expect(given(older, bake(20, 10)).kind).to.equal("pass");
  });

  it("keeps a green bake while the same release bakes again", () => {
    expect(given(bake(20, 10), bake(3, 1, { deployment: "d-2" })).kind).to.equal("pass");
  });

  it("refuses a bake that watched no alarm, but of a Terraform stack", () => {
    const silent = bake(20, 10, { alarms: [] });
    expect(given(silent).reasons).to.deep.equal([
      "Deployment d-1: its bake in stg watched no alarm. Promote v1.4.0 into stg again.",
    ]);
    const release = parseRelease(manifest({ kind: "terraform" }));
    expect(ask(bakeGate, { bakes: [silent] }, { release }).kind).to.equal("pass");
  });

  it("fails where it cannot know", () => {
    expect(ask(bakeGate, {})).to.deep.equal(CANNOT_KNOW);
    expect(ask(bakeGate, { bakes: [bake(20, 10, { endedAt: Number.NaN })] }).kind).to.equal("fail");
  });
});
