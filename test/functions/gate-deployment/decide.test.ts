import { expect } from "chai";
import { ALL_GATES } from "../../../delivery/decisions/gates/all-gates";
import { RULE_GATES } from "../../../delivery/decisions/gates/rule-gates";
import {
  decide,
  type RuleSettings,
  type RuleSources,
} from "../../../functions/gate-deployment/decide";
import { GITHUB_ACTIONS_APP } from "../../../infra/github/workflows";
import { calendar } from "../../../infra/settings/calendar";
import { COMMIT } from "./support";

/** A Monday, 10:00 in Toronto, and the night after it. */
const DAY = new Date("2026-11-02T15:00:00Z");
const NIGHT = new Date("2026-11-03T04:00:00Z");

const SETTINGS: RuleSettings = {
  environment: "prod",
  onCall: "on-call",
  platform: "nc-platform",
  rules: { appId: GITHUB_ACTIONS_APP, calendar: calendar.parse({}) },
};

const DEPLOYMENT = {
  environment: "prod",
  repository: "neurocipher/billing",
  runId: 42,
  ref: "v1.4.0",
  commit: COMMIT,
};

/** The checks that are required (CI/CL-002 §12). */
const CHECKS = ["CI gates", "CodeQL", "Trivy", "IaC scan", "Contract diff"];

/** Runs of all of them, as a job that calls `check.yml` reports them. */
const green = runsOf(CHECKS.map((name) => `check / ${name}`));

function runsOf(names: readonly string[]) {
  return names.map((name) => ({
    name,
    commit: COMMIT,
    appId: GITHUB_ACTIONS_APP,
    status: "completed" as const,
    conclusion: "success",
    startedAt: 1,
  }));
}

/** Sources by which everything passes. */
const GOOD: RuleSources = {
  checks: async () => green,
  people: async () => ({ initiators: [{ id: 1, login: "octocat" }], approvals: [] }),
  calendars: async () => [],
  errorBudget: async () => ({ remainingPercent: 80 }),
  incidents: async () => [],
};

/** Somebody on call has approved in an environment before. */
const ON_CALL: RuleSources["people"] = async () => ({
  initiators: [{ id: 1, login: "octocat" }],
  approvals: [
    {
      environment: "prod-product",
      state: "approved",
      user: { id: 2, login: "hubot" },
      teams: ["on-call"],
      comment: "CHG-1",
    },
  ],
});

const down = async () => {
  throw new Error("GitHub did not answer in 20 s");
};

describe("what the rule decides", () => {
  /** What each gate says of a workload, with a change. */
  const said = async (
    change: Partial<RuleSources> = {},
    ref = "v1.4.0",
    now = DAY,
    repository = "neurocipher/billing",
  ) => {
    const [report] = await decide(
      { ...DEPLOYMENT, ref, repository },
      ["billing"],
      { ...GOOD, ...change },
      SETTINGS,
      now,
    );
    const kinds = report?.answers.map(({ gate, answer }) => [gate, answer.kind]) ?? [];
    return {
      verdict: report?.verdict,
      not: Object.fromEntries(kinds.filter(([, kind]) => kind !== "pass")),
    };
  };

  it("[§12] asks gates that a promotion asks too, and each is the same one", () => {
    expect(RULE_GATES.map(({ name }) => name)).to.deep.equal([
      "release-kind",
      "required-checks",
      "window",
      "error-budget",
      "open-incidents",
    ]);
    for (const gate of RULE_GATES) expect(ALL_GATES).to.include(gate);
  });

  it("[§12] passes where everything is known and good", async () => {
    expect(await said()).to.deep.equal({ verdict: "pass", not: {} });
  });

  it("fails a pre-release, a build of main, and a check that is red", async () => {
    for (const ref of ["v1.4.0-rc.1", "v0.0.0-main.4711.1"]) {
      expect(await said({}, ref)).to.deep.equal({
        verdict: "fail",
        not: { "release-kind": "fail" },
      });
    }
    const [first, ...others] = green;
    const red = first ? [{ ...first, conclusion: "failure" }, ...others] : [];
    const answer = await said({ checks: async () => red });
    expect(answer).to.deep.equal({ verdict: "fail", not: { "required-checks": "fail" } });
  });

  it("[§12] asks for the checks by the names under which the repository reports them", async () => {
    const own = { checks: async () => runsOf(CHECKS) };
    expect(await said(own, "v1.4.0", DAY, "neurocipher/nc-platform")).to.deep.equal({
      verdict: "pass",
      not: {},
    });
    expect(await said(own)).to.deep.equal({ verdict: "fail", not: { "required-checks": "fail" } });
  });

  it("waits outside a window, fails without budget or with an incident, but for an emergency", async () => {
    const bad = {
      errorBudget: async () => ({ remainingPercent: 0 }),
      incidents: async () => [{ id: "oi-1", title: "down" }],
    };
    expect(await said(bad, "v1.4.0", NIGHT)).to.deep.equal({
      verdict: "fail",
      not: { window: "wait", "error-budget": "fail", "open-incidents": "fail" },
    });
    const urgent = await said({ ...bad, people: ON_CALL }, "v1.4.0", NIGHT);
    expect(urgent).to.deep.equal({ verdict: "pass", not: {} });
  });

  it("[§12] fails what it cannot know, and nothing that is unknown is an emergency", async () => {
    for (const [source, gate] of [
      ["checks", "required-checks"],
      ["calendars", "window"],
      ["errorBudget", "error-budget"],
      ["incidents", "open-incidents"],
    ] as const) {
      expect(await said({ [source]: down })).to.deep.equal({
        verdict: "fail",
        not: { [gate]: "fail" },
      });
    }
    expect(await said({ people: down }, "v1.4.0", NIGHT)).to.deep.equal({
      verdict: "wait",
      not: { window: "wait" },
    });
  });

  it("judges every workload of the repository by itself", async () => {
    const incidents = async (workload: string) =>
      workload === "ledger" ? [{ id: "oi-1", title: "down" }] : [];
    const all = await decide(
      DEPLOYMENT,
      ["billing", "ledger"],
      { ...GOOD, incidents },
      SETTINGS,
      DAY,
    );
    expect(all.map(({ workload, verdict }) => [workload, verdict])).to.deep.equal([
      ["billing", "pass"],
      ["ledger", "fail"],
    ]);
  });
});
