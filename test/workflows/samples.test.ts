import { expect } from "chai";
import { runsOf, tag } from "./caller-runs";
import type { Started } from "./job-graph";

const MAIN: Started = { event: "push", ref: "refs/heads/main" };

/** The job that makes artifacts, and the environments of all that follow it, in their order. */
async function stepsOf(workload: string, started: Started): Promise<string[]> {
  const ran = (await runsOf(workload))(started);
  return ran.flatMap(({ path, environment }) => {
    const key = path.split(" / ").at(-1) ?? "";
    return key === "build" ? [key] : (environment ?? []);
  });
}

describe("the specification's samples of delivery", () => {
  const samples = [
    ["a service", "ingest-worker"],
    ["a Lambda function", "api-adapter"],
  ] as const;
  for (const [what, workload] of samples) {
    it(`[§18] ${what} is built and deployed to dev by main, and to stg and then prod by a release`, async () => {
      // The build signs and stores in an environment of its own, which asks nobody; Product approves before Security.
      expect(await stepsOf(workload, MAIN)).to.deep.equal(["build", "dev", "dev"]);
      expect(await stepsOf(workload, tag("v1.2.3"))).to.deep.equal([
        "build",
        "stg-publish",
        "stg",
        "prod-product",
        "prod",
      ]);
    });
  }
});
