import { refuses } from "./entries";

describe("what runs as a container", () => {
  refuses([
    ["svc", { size: { cpu: "0.3 vCPU" } }, "size.cpu"],
    ["svc", { size: { cpu: "3 vCPU" } }, "expected 0.25, 0.5, 1, 2, 4, 8, 16 vCPU"],
    [
      "svc",
      { size: { cpu: "1 vCPU", memory: "9 GB" } },
      'size.memory is "9 GB": expected 2 to 8 GB in steps of 1 GB with 1 vCPU',
    ],
    ["svc", { size: { memory: "1.5 GB" } }, "expected 0.5, 1 or 2 GB with 0.25 vCPU"],
    ["svc", { stopTimeout: "3 minutes" }, 'expected from "1 second" to "120 seconds"'],
    ["svc", { scaling: { min: 3, max: 2 } }, "scaling.max is 2: expected at least min, which is 3"],
    ["svc", { user: 0 }, "user is 0: expected at least 1"],
  ]);
});
