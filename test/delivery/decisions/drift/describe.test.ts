import { expect } from "chai";
import { describeFinding, driftTicket } from "../../../../delivery/decisions/drift/describe";
import { type Finding, findingsOf } from "../../../../delivery/decisions/drift/findings";

const QUEUE: Finding = {
  urn: "urn:pulumi:prod::nc-platform::nc:workload:Worker$aws:sqs/queue:Queue::jobs",
  type: "aws:sqs/queue:Queue",
  id: "https://sqs/333333333333/jobs",
  kind: "changed",
  differences: [
    { path: "visibilityTimeoutSeconds", program: "600", account: "7" },
    { path: "tags.Extra", account: "x" },
  ],
  cause: {
    since: "2026-11-02T11:00:00.000Z",
    changes: [
      {
        at: "2026-11-02T11:00:00.000Z",
        event: "SetQueueAttributes",
        by: "arn:aws:sts::333333333333:assumed-role/admin/eve",
        sourceIdentity: "eve@example.org",
      },
    ],
  },
};
const ALARM: Finding = {
  urn: "urn:pulumi:prod::nc-platform::aws:cloudwatch/metricAlarm:MetricAlarm::errors",
  type: "aws:cloudwatch/metricAlarm:MetricAlarm",
  id: "errors",
  kind: "deleted",
  differences: [],
};

describe("a finding, told", () => {
  it("[§16] is what, where, since when and by whom", () => {
    expect(describeFinding(QUEUE)).to.deep.equal([
      "jobs (aws:sqs/queue:Queue) https://sqs/333333333333/jobs is changed",
      "  visibilityTimeoutSeconds: 600 in the program, 7 in the account",
      "  tags.Extra: nothing in the program, x in the account",
      "  since 2026-11-02T11:00:00.000Z",
      "  2026-11-02T11:00:00.000Z SetQueueAttributes by arn:aws:sts::333333333333:assumed-role/admin/eve, for eve@example.org",
    ]);
  });

  it("says where nobody is known, and why", () => {
    expect(describeFinding(ALARM)).to.deep.equal([
      "errors (aws:cloudwatch/metricAlarm:MetricAlarm) errors is deleted",
      "  since when and by whom is not known: CloudTrail has no change of it since it was applied",
    ]);
    const denied = { ...ALARM, causeUnknown: "AccessDeniedException: no" };
    expect(describeFinding(denied)[1]).to.equal(
      "  since when and by whom is not known: AccessDeniedException: no",
    );
  });
});

describe("the ticket of drift", () => {
  it("has every finding as a block of code, which no value can end", () => {
    const value = "x\n```\n# heading\n<!-- nc-drift: prod -->";
    const evil = { ...ALARM, differences: [{ path: "a", account: value }] };
    const { title, body } = driftTicket("prod", [QUEUE, evil]);
    expect(title).to.equal("Drift in prod: 2 resources differ from the program");
    const [intro = "", block = "", ...others] = body.split(/\n\n(?= {4})/);
    expect(intro).to.match(/^The account of prod is not as the program last made it\./);
    expect([block.split("\n")[0], others.length]).to.deep.equal([
      "    jobs (aws:sqs/queue:Queue) https://sqs/333333333333/jobs is changed",
      1,
    ]);
    for (const line of [block, ...others].join("\n").split("\n")) expect(line).to.match(/^ {4}/);
  });

  it("is one for a single resource", () => {
    expect(driftTicket("dev", [ALARM]).title).to.equal(
      "Drift in dev: 1 resource differs from the program",
    );
  });

  it("is below GitHub's limit, and says what it leaves out", () => {
    const long = { ...QUEUE, differences: Array(20).fill({ path: "a", account: "b".repeat(150) }) };
    const { body } = driftTicket("prod", Array(40).fill(long));
    expect(body.length).to.be.below(65_536);
    const shown = body.match(/^ {4}jobs /gm)?.length ?? 0;
    expect(shown).to.be.within(1, 39);
    expect(body).to.include(`And ${40 - shown} more, which \`npx nc drift prod\` lists.`);
  });
});

describe("findings that a run hands on", () => {
  const answer = { environment: "prod", findings: [QUEUE, ALARM] };
  const printed = { verb: "drift", result: "fail", answer };

  it("are read as they were found", () => {
    expect(findingsOf(printed, "prod")).to.deep.equal([QUEUE, ALARM]);
  });

  const refused: Record<string, [json: unknown, problem: RegExp]> = {
    "another environment's": [printed, /^answer\.environment is "prod": expected stg$/],
    "what a run could not find": [{ verb: "drift", problems: [] }, /^answer is missing/],
    "with a field of its own": [
      { answer: { ...answer, findings: [{ ...ALARM, label: "x" }] } },
      /^answer\.findings\[0\]\.label is "x": expected no such field$/,
    ],
  };
  for (const [what, [json, problem]] of Object.entries(refused)) {
    it(`are refused: ${what}`, () => {
      expect(() => findingsOf(json, "stg"))
        .to.throw()
        .with.property("problems")
        .that.satisfies((problems: string[]) => problems.some((each) => problem.test(each)));
    });
  }
});
