import { expect } from "chai";
import * as fc from "fast-check";
import { fail, pass, type Verdict } from "../../../delivery/decisions/verdict";
import { commentOn, type WorkloadReport } from "../../../functions/gate-deployment/comment";

const report = (workload: string, ...answers: [string, Verdict][]): WorkloadReport => ({
  workload,
  verdict: answers.some(([, { kind }]) => kind === "fail") ? "fail" : "pass",
  answers: answers.map(([gate, answer]) => ({ gate, question: "?", answer })),
});

describe("the comment of an answer", () => {
  it("has what does not pass with its reasons, and then what passes", () => {
    const billing = report(
      "billing",
      ["release-kind", pass("v1.4.0 is a release.")],
      ["open-incidents", fail("Incident oi-1 is open: down", "Incident oi-2 is open: slow")],
    );
    expect(commentOn([billing, report("ledger", ["window", pass("It is open.")])])).to.equal(
      [
        "**billing: may not be deployed**",
        "- open-incidents (fail): Incident oi-1 is open: down",
        "- open-incidents (fail): Incident oi-2 is open: slow",
        "- passed: release-kind",
        "**ledger: may be deployed**",
        "- passed: window",
      ].join("\n"),
    );
  });

  it("shows words of others as they are: no link, no mention, no further line", () => {
    const text = commentOn([report("a", ["g", fail("[x](http://y) @team `z`\n# title <b>")])]);
    expect(text.split("\n")[1]).to.equal(
      "- g (fail): \\[x\\]\\(http://y\\) &#64;team \\`z\\` \\# title \\<b\\>",
    );
  });

  it("says what it leaves out, and is never longer than GitHub takes", () => {
    const reasons = Array.from({ length: 40 }, (_, index) => `${index}: ${"x".repeat(50)}`);
    const [first = "", ...others] = reasons;
    const text = commentOn([report("a", ["g", fail(first, ...others)])]);
    expect(text.length).to.be.at.most(1024);
    // The heading, 15 reasons of 67 or 68 characters, and this line.
    expect(text).to.match(/\n- and \d+ more$/);
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 2000 })), fc.string(), (many, one) => {
        expect(commentOn([report("a", ["g", fail(one, ...many)])]).length).to.be.at.most(1024);
      }),
    );
  });
});
