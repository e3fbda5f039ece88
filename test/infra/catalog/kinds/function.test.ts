import { expect } from "chai";
import { read, refuses } from "../entries";

const checks = { happyPath: { path: "/ok" } };

describe("a function of the catalog", () => {
  refuses([
    [
      "fn",
      { http: { path: "/v1" } },
      "checks is missing: expected checks, as the function answers",
    ],
    [
      "fn",
      { http: { path: "/v1" }, checks, timeout: "31 seconds" },
      'timeout is "31 seconds": expected at most 30 seconds, the longest that an HTTP API waits',
    ],
    [
      "fn",
      { consumes: {}, concurrency: 1 },
      "concurrency is 1: expected at least 2, the least with which Lambda consumes a queue",
    ],
    ["fn", { checks }, "expected none, as the function has no http to ask"],
    [
      "fn",
      { http: { path: "/v1/{a+}/b" }, checks },
      'http.path is "/v1/{a+}/b": expected {a+} as the last segment, as it takes all that follows',
    ],
    [
      "fn",
      { http: { path: "/v1" }, checks: { happyPath: { path: "/a*" } } },
      'checks.happyPath.path is "/a*": expected segments of letters, digits and ._~:-',
    ],
    [
      "fn",
      { http: { path: "/v1" }, checks: { health: "/h*", ...checks } },
      'checks.health is "/h*": expected segments of letters, digits and ._~:-',
    ],
    [
      "fn",
      { http: { path: "/v1" }, checks: { readiness: "/r*", ...checks } },
      'checks.readiness is "/r*": expected segments of letters, digits and ._~:-',
    ],
    [
      "fn",
      { http: { path: "/v1" }, checks: { happyPath: { path: "/ok", body: "{}" } } },
      'checks.happyPath.body is "{}": expected no body, or "POST" or "PUT" as method',
    ],
    ["fn", { memory: "64 MB" }, "expected from 128 MB to 10 GB"],
    [
      "fn",
      { timeout: "1 minute", consumes: { visibility: "5 minutes", batchWindow: "10 seconds" } },
      'consumes.visibility is "5 minutes": expected at least 6 x timeout + batchWindow = ' +
        "6 x 60 + 10 = 370 seconds",
    ],
    [
      "fn",
      { consumes: { maxReceiveCount: 4 } },
      "consumes.maxReceiveCount is 4: expected at least 5",
    ],
    ["fn", { consumes: { batchSize: 100 } }, "consumes.batchWindow is missing"],
    [
      "fn",
      { slo: { p95: "10 seconds", availability: 99 } },
      'slo.p95 is "10 seconds": expected less than timeout, 10 seconds, as no run takes longer',
    ],
    [
      "fn",
      { slo: { p95: "60 seconds", availability: 99 }, timeout: "1 minute" },
      'slo.p95 is "60 seconds": expected less than timeout, 1 minute, as no run takes longer',
    ],
    [
      "fn",
      { slo: { p95: "1 second", availability: 99.99 } },
      "slo.availability is 99.99: expected at most 99.95, which is what AWS promises for Lambda",
    ],
    [
      "fn",
      { traffic: { percent: 4 } },
      "traffic.percent is 4: expected at least 5, as no alarm can judge a new version with a smaller share",
    ],
  ]);

  it("answers at /healthz and /readyz where nothing is said, in 10 seconds", () => {
    expect(read("fn", { http: { path: "/v1" }, checks })).to.deep.include({
      timeout: 10,
      concurrency: 20,
      checks: {
        health: "/healthz",
        readiness: "/readyz",
        happyPath: { method: "GET", path: "/ok", status: 200 },
      },
    });
  });

  it("consumes a queue in batches of 10 where nothing is said", () => {
    const { consumes } = { consumes: undefined, ...read("fn", { consumes: {} }) };
    expect(consumes).to.deep.equal({
      visibility: 300,
      retention: 345_600,
      deadLetterRetention: 1_209_600,
      maxReceiveCount: 5,
      batchSize: 10,
    });
  });

  // API Gateway quotas, "Integration timeout": 30 seconds of an HTTP API.
  it("may take as long as an HTTP API waits", () => {
    expect(read("fn", { http: { path: "/v1" }, checks, timeout: "30 seconds" })).to.include({
      timeout: 30,
    });
  });

  // Service level agreements of AWS Lambda and Amazon API Gateway: 99.95 %.
  it("may be as available as AWS promises, and start with a share of 5 percent", () => {
    const slo = { p95: "1 second", availability: 99.95 };
    expect(read("fn", { slo, traffic: { percent: 5 } })).to.deep.include({
      slo: { p95: 1, availability: 99.95, expectsTraffic: true },
      traffic: { type: "canary", percent: 5, interval: 180 },
    });
  });
});
