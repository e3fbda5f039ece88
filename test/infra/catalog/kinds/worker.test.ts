import { refuses } from "../entries";

describe("a worker of the catalog", () => {
  refuses([
    [
      "wrk",
      { queue: { longestJob: "5 minutes" } },
      'queue.longestJob is "5 minutes": expected less than visibility, 300 seconds by default, or a',
    ],
    [
      "wrk",
      { queue: { longestJob: "1 second", visibility: "20 seconds" } },
      'queue.visibility is "20 seconds": expected more than stopTimeout, 30 seconds',
    ],
    [
      "wrk",
      { queue: { longestJob: "1 second", deadLetterRetention: "4 days" } },
      'queue.deadLetterRetention is "4 days": expected more than retention, 4 days',
    ],
  ]);
});
