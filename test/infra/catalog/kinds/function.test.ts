import { refuses } from "../entries";

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
  ]);
});
