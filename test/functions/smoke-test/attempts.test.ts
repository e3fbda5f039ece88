import { expect } from "chai";
import { takeSteps } from "../../../functions/smoke-test/attempts";
import { STEPS, type StepName, stepsOf } from "../../../functions/synthetic-check/check";

const CHECKS = {
  health: "/ingest/healthz",
  readiness: "/ingest/readyz",
  happyPath: { method: "POST", path: "/ingest/events", body: "{}", status: 202 },
} as const;
const BY_NAME = stepsOf("https://dev.example.com:8443", CHECKS);
const STEP_LIST = STEPS.map((name) => BY_NAME[name]);
const RIGHT: Record<StepName, number> = { health: 200, readiness: 200, "happy-path": 202 };

/** Takes the steps; `statusOf` says what is answered, by the number of the attempt from 1. */
async function taken(statusOf: (name: StepName, attempt: number) => number) {
  let attempt = 1;
  const waits: number[] = [];
  const verdict = await takeSteps(
    STEP_LIST,
    async ({ name }) => ({ status: statusOf(name, attempt) }),
    async (milliseconds) => {
      waits.push(milliseconds);
      attempt += 1;
    },
  );
  return { verdict, waits };
}

describe("the attempts of a smoke test", () => {
  it("[§13] pass with the answers that the synthetic tests expect", async () => {
    const { verdict, waits } = await taken((name) => RIGHT[name]);
    expect(verdict.kind).to.equal("pass");
    expect(waits).to.deep.equal([]);
  });

  it("wait for what has just started", async () => {
    const { verdict, waits } = await taken((name, attempt) => (attempt < 3 ? 503 : RIGHT[name]));
    expect(verdict.kind).to.equal("pass");
    expect(waits).to.deep.equal([10_000, 10_000]);
  });

  it("do not mix two attempts: each step has to succeed in the same one", async () => {
    const { verdict } = await taken((name, attempt) =>
      (name === "health") === (attempt % 2 === 1) ? RIGHT[name] : 500,
    );
    expect(verdict.kind).to.equal("fail");
  });

  it("are six, and the last one's failures are the reasons", async () => {
    const { verdict, waits } = await taken((name) => (name === "health" ? 200 : 500));
    expect(waits).to.have.length(5);
    expect(verdict).to.deep.equal({
      kind: "fail",
      reasons: [
        "readiness: GET https://dev.example.com:8443/ingest/readyz answered 500: expected 200",
        "happy-path: POST https://dev.example.com:8443/ingest/events answered 500: expected 202",
      ],
    });
  });
});
