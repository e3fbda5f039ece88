import { expect } from "chai";
import { describe as shown, summarize } from "../../sandbox/format-report";
import type { Report } from "../../sandbox/report";

const NONE = { create: 0, change: 0, replace: 0, delete: 0, same: 0 };
const BASE: Report = {
  environment: "prod",
  command: "preview",
  ok: true,
  changes: { ...NONE, create: 212 },
  rows: [],
  policies: ["a", "b"],
  violations: [],
  advice: [],
  errors: [],
  warnings: [],
};
const VIOLATION = {
  policy: "queue-is-encrypted",
  resource: "jobs",
  type: "aws:sqs/queue:Queue",
  urn: "urn",
  message: "Queues are encrypted.\nkmsMasterKeyId is missing: expected the key",
};

describe("the report's last line", () => {
  const lines: [what: string, changes: Partial<Report>, line: string][] = [
    ["a preview", {}, "prod: 212 to create, 0 to change, 0 to delete, 2 policies, 0 violations"],
    [
      "one of each",
      {
        changes: { ...NONE, change: 1, replace: 1 },
        policies: ["a"],
        violations: [VIOLATION],
        advice: [VIOLATION],
        errors: ["x"],
      },
      "prod: 0 to create, 1 to change, 1 to replace, 0 to delete, 1 policy, 1 violation, 1 advisory, 1 error",
    ],
    [
      "an up",
      { command: "up" },
      "prod: 212 created, 0 changed, 0 deleted, 2 policies, 0 violations",
    ],
    [
      "a destruction, which no policy judges",
      { command: "destroy", policies: [], changes: { ...NONE, delete: 3 } },
      "prod: 0 created, 0 changed, 3 deleted",
    ],
  ];
  for (const [what, changes, line] of lines) {
    it(`of ${what}`, () => {
      expect(summarize({ ...BASE, ...changes })).to.equal(line);
    });
  }
});

describe("the report of one environment", () => {
  it("is a table, the policies, and what is wrong, with how to comply", () => {
    const operation = "create";
    const report: Report = {
      ...BASE,
      changes: { ...NONE, create: 13, same: 2 },
      rows: [
        { component: "keys", type: "aws:kms/alias:Alias", operation, count: 12 },
        { component: "keys", type: "aws:kms/key:Key", operation, count: 1 },
        { component: "old", type: "aws:sns/topic:Topic", operation: "same", count: 2 },
      ],
      violations: [VIOLATION],
      errors: ["TypeError: x\n    at y"],
    };
    expect(shown(report).split("\n")).to.deep.equal([
      "prod",
      "",
      "  component        type",
      "  keys       + 12  aws:kms/alias:Alias",
      "             + 1   aws:kms/key:Key",
      "  2 unchanged",
      "",
      "  policies that ran:",
      "    a, b",
      "",
      "  violation: queue-is-encrypted: jobs (aws:sqs/queue:Queue)",
      "    Queues are encrypted.",
      "    kmsMasterKeyId is missing: expected the key",
      "",
      "  error: TypeError: x",
      "        at y",
    ]);
  });

  it("breaks a long list of policies at 100 characters", () => {
    const policies = Array.from({ length: 40 }, (_, index) => `policy-number-${index}`);
    const lines = shown({ ...BASE, policies }).split("\n");
    expect(Math.max(...lines.map((line) => line.length))).to.be.within(80, 100);
    expect(lines.join(" ").replace(/\s+/g, " ")).to.contain(policies.join(", "));
  });
});
