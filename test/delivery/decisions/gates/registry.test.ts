import { expect } from "chai";
import { known, unknown } from "../../../../delivery/decisions/gates/fact";
import type { GatheredFacts } from "../../../../delivery/decisions/gates/facts";
import { gate } from "../../../../delivery/decisions/gates/gate";
import { askGates } from "../../../../delivery/decisions/gates/registry";
import type { GateSubject } from "../../../../delivery/decisions/gates/subject";
import { fail, pass, type Verdict } from "../../../../delivery/decisions/verdict";
import { FACTS, SUBJECT } from "./subjects";

const named = (name: string, decide: Parameters<typeof gate>[0]["decide"]) =>
  gate({ name, question: `Is ${name} right?`, environments: ["stg", "prod"], decide });
const yes = named("yes", () => pass("It is."));
const notYet: Verdict = { kind: "wait", reasons: ["Not yet."], until: 1_000 };
const later = named("later", () => notYet);
const no = named("no", () => fail("It is not."));

const ask = (
  gates: Parameters<typeof askGates>[0],
  facts: GatheredFacts = FACTS,
  subject: GateSubject = SUBJECT,
) => askGates(gates, facts, subject);

describe("the gates", () => {
  it("are all asked and shown, also after one has failed", () => {
    expect(ask([no, later, yes])).to.deep.equal({
      verdict: "fail",
      answers: [
        {
          gate: "no",
          question: "Is no right?",
          answer: { kind: "fail", reasons: ["It is not."] },
        },
        {
          gate: "later",
          question: "Is later right?",
          answer: { kind: "wait", reasons: ["Not yet."], until: 1_000 },
        },
        {
          gate: "yes",
          question: "Is yes right?",
          answer: { kind: "pass", reasons: ["It is."] },
        },
      ],
      counted: [],
      earlier: [],
    });
  });

  it("wait together if one waits and none fails", () => {
    expect([ask([yes, later]).verdict, ask([yes, yes]).verdict]).to.deep.equal(["wait", "pass"]);
  });

  it("fail where nobody asks", () => {
    expect(ask([]).verdict).to.equal("fail");
    expect(ask([yes], FACTS, { ...SUBJECT, environment: "dev" }).verdict).to.equal("fail");
  });

  it("fail where they cannot know, and where they break", () => {
    const facts = { ...FACTS, incidents: unknown<never>("AWS did not answer.") };
    const looks = named("looks", (fact) => pass(...fact("incidents").map(({ id }) => id)));
    const breaks = named("breaks", () => {
      throw new Error("no such thing");
    });
    expect(ask([looks, breaks], facts).answers.map(({ answer }) => answer)).to.deep.equal([
      { kind: "fail", reasons: ["It cannot know: AWS did not answer."] },
      { kind: "fail", reasons: ["The gate itself broke: no such thing"] },
    ]);
    expect(ask([looks], { ...facts, incidents: known([]) }).verdict).to.equal("pass");
  });
});
