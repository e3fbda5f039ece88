import type { RequestListener } from "node:http";
import { expect } from "chai";
import { library, run, type Seen } from "./run-script";

/** Answers every path with 200, but for those in `statuses`. */
const answering =
  (statuses: Record<string, number>): RequestListener =>
  ({ url = "" }, response) => {
    response.writeHead(statuses[url] ?? 200, { location: "/elsewhere" }).end("{}");
  };

const STEPS = ["health", "readiness", "happy-path"];
const GOOD = { "/documents": 202 };

describe("the bundled script of the synthetic test", () => {
  it("[§13] passes a workload that is healthy, ready and does its work", async () => {
    expect(await run(answering(GOOD))).to.deep.equal({ error: undefined, seen: STEPS });
  });

  it("[§13] sends the transaction as it is written down", async () => {
    const asked: object[] = [];
    await run(async (request, response) => {
      const body = (await request.toArray()).join("");
      const { method, url, headers } = request;
      asked.push({
        method,
        url,
        agent: headers["user-agent"],
        type: headers["content-type"],
        body,
      });
      response.writeHead(url === "/documents" ? 202 : 200).end();
    });
    const agent = "nc-synthetic-check";

    expect(asked).to.deep.equal([
      { method: "GET", url: "/healthz", agent, type: undefined, body: "" },
      { method: "GET", url: "/readyz", agent, type: undefined, body: "" },
      {
        method: "POST",
        url: "/documents",
        agent,
        type: "application/json",
        body: '{"title":"x"}',
      },
    ]);
  });

  const wrong: [title: string, statuses: Record<string, number>, error: string][] = [
    [
      "an unhealthy one, and still takes the other steps",
      { ...GOOD, "/healthz": 503 },
      "health: GET /healthz answered 503: expected 200",
    ],
    [
      "one that is not ready",
      { ...GOOD, "/readyz": 500 },
      "readiness: GET /readyz answered 500: expected 200",
    ],
    [
      "a transaction with another good status",
      { "/documents": 200 },
      "happy-path: POST /documents answered 200: expected 202",
    ],
    [
      "a redirect",
      { ...GOOD, "/readyz": 302 },
      "readiness: GET /readyz answered 302: expected 200",
    ],
    [
      "several faults, and names each",
      { "/healthz": 503, "/documents": 404 },
      "health: GET /healthz answered 503: expected 200; " +
        "happy-path: POST /documents answered 404: expected 202",
    ],
  ];
  for (const [title, statuses, error] of wrong) {
    it(`[§13] fails ${title}`, async () => {
      const failed = (step: string) => error.includes(`${step}: `);
      const seen = STEPS.map((step) => (failed(step) ? `${step} failed` : step));

      expect(await run(answering(statuses))).to.deep.equal({ error, seen });
    });
  }

  it("[§13] fails an answer that begins in time and does not end", async () => {
    const endless: RequestListener = ({ url = "" }, response) => {
      response.writeHead(url === "/documents" ? 202 : 200);
      if (url === "/readyz") response.write("{");
      else response.end();
    };
    const { error } = await run(endless, library, { LIMIT_MS: "500" });

    expect(error).to.equal("readiness: GET /readyz took longer than 500 ms: expected 200");
  });

  it("[§13] fails a workload that hangs up", async () => {
    const { error } = await run(({ url = "", socket }, response) => {
      if (url === "/healthz") return void socket.destroy();
      response.writeHead(url === "/documents" ? 202 : 200).end();
    });

    expect(error).to.match(/^health: GET \/healthz failed: .+: expected 200$/);
  });

  it("fails where the runtime skips a step, or takes it and keeps its error to itself", async () => {
    const skipping = () => ({ executeStep: async () => undefined });
    const swallowing = (seen: Seen[]) => ({
      executeStep: (name: string, action: () => Promise<void>) =>
        library(seen)
          .executeStep(name, action)
          .catch(() => undefined),
    });

    expect((await run(answering(GOOD), skipping)).error).to.equal(
      STEPS.map((step) => `${step}: did not run`).join("; "),
    );
    expect((await run(answering({ ...GOOD, "/healthz": 503 }), swallowing)).error).to.equal(
      "health: GET /healthz answered 503: expected 200",
    );
  });

  it("fails where the runtime itself fails at a step that went well", async () => {
    const failing = () => ({
      async executeStep(_: string, action: () => Promise<void>) {
        await action();
        throw new Error("no metrics");
      },
    });

    expect((await run(answering(GOOD), failing)).error).to.equal(
      STEPS.map((step) => `${step}: Error: no metrics`).join("; "),
    );
  });

  it("finds the library of a runtime without a browser inside its module", async () => {
    const inside = (seen: Seen[]) => ({ synthetics: library(seen) });

    expect(await run(answering(GOOD), inside)).to.deep.equal({ error: undefined, seen: STEPS });
  });
});
