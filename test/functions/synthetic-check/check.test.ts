import { expect } from "chai";
import { type Checks, failureOf, stepsOf } from "../../../functions/synthetic-check/check";

const BASE = "https://api.example.com";
const checks: Checks = {
  health: "/healthz",
  readiness: "/readyz",
  happyPath: { method: "POST", path: "/documents", body: "{}", status: 202 },
};

describe("the steps of a synthetic test", () => {
  it("[§13] asks for health, readiness and one transaction", () => {
    expect(stepsOf(BASE, checks)).to.deep.equal([
      { name: "health", method: "GET", url: `${BASE}/healthz`, status: 200 },
      { name: "readiness", method: "GET", url: `${BASE}/readyz`, status: 200 },
      { name: "happy-path", method: "POST", url: `${BASE}/documents`, body: "{}", status: 202 },
    ]);
  });

  it("sends no body where there is none", () => {
    const happyPath = { method: "GET", path: "/status", status: 200 } as const;

    expect(stepsOf(BASE, { ...checks, happyPath }).at(-1)).to.deep.equal({
      name: "happy-path",
      method: "GET",
      url: `${BASE}/status`,
      status: 200,
    });
  });
});

describe("the verdict on a step", () => {
  const [health] = stepsOf(BASE, checks);
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
      expect(health && failureOf(health, outcome)).to.equal(wrong);
    });
  }
});
