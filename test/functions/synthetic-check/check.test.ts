import { expect } from "chai";
import { failureOf, stepsOf, verdictOf } from "../../../functions/synthetic-check/check";
import type { Checks } from "../../../infra/catalog/shape";

const BASE = "https://api.example.com";
const checks: Checks = {
  health: "/healthz",
  readiness: "/readyz",
  happyPath: { method: "POST", path: "/documents", body: "{}", status: 202 },
};

describe("the steps of a synthetic test", () => {
  it("[§13] asks for health, readiness and one transaction", () => {
    expect(stepsOf(BASE, checks)).to.deep.equal({
      health: { name: "health", method: "GET", url: `${BASE}/healthz`, status: 200 },
      readiness: { name: "readiness", method: "GET", url: `${BASE}/readyz`, status: 200 },
      "happy-path": {
        name: "happy-path",
        method: "POST",
        url: `${BASE}/documents`,
        body: "{}",
        status: 202,
      },
    });
  });

  it("sends no body where there is none", () => {
    const happyPath = { method: "GET", path: "/status", status: 200 } as const;

    expect(stepsOf(BASE, { ...checks, happyPath })["happy-path"]).to.deep.equal({
      name: "happy-path",
      method: "GET",
      url: `${BASE}/status`,
      status: 200,
    });
  });
});

describe("the verdict on a request", () => {
  const { health } = stepsOf(BASE, checks);
  const cases = [
    { outcome: { status: 200 }, wrong: undefined },
    {
      outcome: { status: 503 },
      wrong: "health: GET https://api.example.com/healthz answered 503: expected 200",
    },
    {
      outcome: { status: 301 },
      wrong: "health: GET https://api.example.com/healthz answered 301: expected 200",
    },
    {
      outcome: { failure: "took longer than 10 ms" },
      wrong: "health: GET https://api.example.com/healthz took longer than 10 ms: expected 200",
    },
  ];
  for (const { outcome, wrong } of cases) {
    it(`on ${JSON.stringify(outcome)} is ${wrong === undefined ? "good" : "bad"}`, () => {
      expect(failureOf(health, outcome)).to.equal(wrong);
    });
  }
});

describe("the verdict on a step, over all sets of checks", () => {
  const wanted = stepsOf(BASE, checks);
  const earlier = stepsOf(BASE, { ...checks, health: "/up" });

  it("is good where it is for one, and the next step asks that one alone", () => {
    const answers = [{ steps: wanted, failure: "health: no" }, { steps: earlier }];

    expect(verdictOf(answers)).to.deep.equal({ left: [earlier] });
  });

  it("is good for both where it is for both", () => {
    expect(verdictOf([{ steps: wanted }, { steps: earlier }])).to.deep.equal({
      left: [wanted, earlier],
    });
  });

  it("is bad where it is for all: each reason once, and all are asked on", () => {
    const answers = [
      { steps: wanted, failure: "one" },
      { steps: earlier, failure: "another" },
      { steps: earlier, failure: "one" },
    ];

    expect(verdictOf(answers)).to.deep.equal({
      left: [wanted, earlier, earlier],
      failure: "one; another",
    });
  });
});
