import { expect } from "chai";
import { approvalsGate } from "../../../../../delivery/decisions/gates/change/approvals";
import type { Approval } from "../../../../../delivery/decisions/gates/facts";
import { ADA, approval, ask, CANNOT_KNOW, PIA, SAM } from "../ask";

const product = approval("prod-product", PIA, ["product"]);
const security = approval("prod", SAM, ["security"]);

const given = (...approvals: Approval[]) =>
  ask(approvalsGate, { people: { initiators: [ADA], approvals } });
const inStg = (...approvals: Approval[]) =>
  ask(
    approvalsGate,
    { people: { initiators: [ADA], approvals } },
    { environment: "stg" },
    { approvals: [{ environment: "stg", team: "release-eng" }] },
  );

describe("the gate of approvals", () => {
  it("[§12] passes for prod with one person of Product and another of Security", () => {
    expect(given(product, security)).to.deep.equal({
      kind: "pass",
      reasons: ["Approved by pia (prod-product) and sam (prod)."],
    });
  });

  it("[§12] passes for stg with one person of Release Eng", () => {
    expect(inStg(approval("stg", PIA, ["release-eng"])).kind).to.equal("pass");
  });

  it("waits for whom it names", () => {
    expect(given()).to.deep.equal({
      kind: "wait",
      reasons: ["prod-product waits for the team product.", "prod waits for the team security."],
      whom: "the team product and the team security",
    });
    expect(given(product)).to.deep.equal({
      kind: "wait",
      reasons: ["prod waits for the team security."],
      whom: "the team security",
    });
    expect(given({ ...product, state: "pending" }, security)).to.include({
      whom: "the team product",
    });
  });

  it("[§12] refuses one person who is in both teams and approves twice", () => {
    const both = ["product", "security"];
    expect(given(approval("prod-product", PIA, both), approval("prod", PIA, both))).to.deep.equal({
      kind: "fail",
      reasons: [
        "2 different people have to approve, and only pia did. Start a new run, in which another person approves too.",
      ],
    });
  });

  it("finds two people where one of them could answer for both", () => {
    const both = ["product", "security"];
    const all = [
      approval("prod-product", PIA, both),
      approval("prod-product", SAM, both),
      approval("prod", PIA, both),
    ];
    expect(given(...all)).to.deep.equal({
      kind: "pass",
      reasons: ["Approved by sam (prod-product) and pia (prod)."],
    });
  });

  it("[§12] refuses who started the run, under whatever login", () => {
    const renamed = { id: 1, login: "ada-two" };
    expect(given(approval("prod-product", renamed, ["product"]), security)).to.deep.equal({
      kind: "fail",
      reasons: ["No approval in prod-product counts: ada-two started the run. Start a new run."],
    });
  });

  it("refuses who is not in the team that is asked", () => {
    expect(given(product, approval("prod", SAM, ["product"]))).to.deep.equal({
      kind: "fail",
      reasons: ["No approval in prod counts: sam is not in the team security. Start a new run."],
    });
  });

  it("fails on a rejection, whatever else there is", () => {
    expect(given(product, security, { ...security, state: "rejected" })).to.deep.equal({
      kind: "fail",
      reasons: ["sam rejected the run in prod."],
    });
  });

  it("fails where it cannot know", () => {
    expect(ask(approvalsGate, {})).to.deep.equal(CANNOT_KNOW);
    const nobody = { people: { initiators: [], approvals: [product, security] } };
    expect(ask(approvalsGate, nobody)).to.deep.equal({
      kind: "fail",
      reasons: ["It cannot know who started the run."],
    });
    expect(ask(approvalsGate, {}, {}, { approvals: [] }).kind).to.equal("fail");
  });
});
