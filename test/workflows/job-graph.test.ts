import { expect } from "chai";
import type { Job } from "./files";
import { jobsOfRun, jobsThatRun } from "./job-graph";

const push = (ref: string) => ({ event: "push", ref });

describe("[§11] which jobs of a delivery run", () => {
  const ALL = [
    "stg-plan (stg)",
    "stg (stg)",
    "prod-plan (prod)",
    "prod-product (prod-product)",
    "prod (prod)",
  ];
  const platform: Record<string, [Parameters<typeof jobsThatRun>[1], string[]]> = {
    "main goes to dev alone": [push("refs/heads/main"), ["dev (dev)"]],
    "a branch goes nowhere": [push("refs/heads/feature"), []],
    "a release goes to stg, and by Product and Security to prod": [push("refs/tags/v1.2.3"), ALL],
    "a pre-release ends in stg": [push("refs/tags/v1.2.3-rc.1"), ALL.slice(0, 2)],
    "what stg refuses reaches no prod": [
      { ...push("refs/tags/v1.2.3"), ends: { stg: "failure" } },
      ALL.slice(0, 2),
    ],
    "what Product rejects reaches no prod": [
      { ...push("refs/tags/v1.2.3"), ends: { "prod-product": "failure" } },
      ALL.slice(0, 4),
    ],
    "a run that is cancelled while it waits for Product reaches no prod": [
      { ...push("refs/tags/v1.2.3"), ends: { "prod-product": "cancelled" } },
      ALL.slice(0, 4),
    ],
  };
  for (const [what, [started, want]] of Object.entries(platform)) {
    it(`of the platform: ${what}`, () => {
      expect(jobsThatRun("deploy.yml", started)).to.deep.equal(want);
    });
  }

  const plan = (event: string, environment: string, own = true) =>
    jobsThatRun("terraform.yml", {
      event,
      ref: event === "push" ? "refs/tags/v1.2.3" : "refs/pull/7/merge",
      inputs: { environment, workload: "core" },
      ...(own ? {} : { fork: true }),
    });

  it("[§6] of a Terraform stack: a pull request is planned in dev, and shown", () => {
    expect(plan("pull_request", "dev")).to.deep.equal(["scan", "pull-request", "comment"]);
  });

  it("of a Terraform stack: a fork's pull request gets no identity", () => {
    expect(plan("pull_request", "dev", false)).to.deep.equal(["scan"]);
  });

  it("[§6] of a Terraform stack: a release is planned where it is to be approved", () => {
    expect(plan("push", "stg")).to.deep.equal(["scan", "release (stg-plan)", "sign (stg-plan)"]);
    expect(plan("push", "prod")).to.deep.equal(["scan", "release (prod-plan)", "sign (prod-plan)"]);
    expect(plan("pull_request", "prod")).to.deep.equal(["scan"]);
  });

  it("[§6] of a Terraform stack: main is applied to dev, and a tag is not", () => {
    const dev = (ref: string) =>
      jobsThatRun("terraform.yml", {
        ...push(ref),
        inputs: { environment: "dev", workload: "core" },
      });
    expect(dev("refs/heads/main")).to.deep.equal(["scan", "dev (dev)"]);
    expect(dev("refs/tags/v1.2.3")).to.deep.equal(["scan"]);
  });

  const promote = (environment: string, ends?: Parameters<typeof jobsThatRun>[1]["ends"]) =>
    jobsThatRun("promote.yml", {
      ...push("refs/tags/v1.2.3"),
      inputs: { environment, workload: "ingest-worker", version: "v1.2.3" },
      ...(ends && { ends }),
    });

  it("of a workload: dev and stg ask their own environment alone", () => {
    expect(promote("dev")).to.deep.equal(["promote (dev)"]);
    expect(promote("stg")).to.deep.equal(["promote (stg)"]);
  });

  it("of a workload: prod asks Product, and then Security", () => {
    expect(promote("prod")).to.deep.equal(["product (prod-product)", "promote (prod)"]);
  });

  for (const result of ["failure", "cancelled", "skipped"] as const) {
    it(`of a workload: prod is not reached where Product's job ends in ${result}`, () => {
      expect(promote("prod", { product: result })).to.deep.equal(["product (prod-product)"]);
    });
  }
});

describe("which jobs GitHub skips", () => {
  const started = { event: "push", ref: "refs/heads/main" };
  const chain = (own: Partial<Job>) => ({
    first: { if: "false", steps: [] },
    second: { needs: "first", if: "!cancelled()", steps: [] },
    third: { needs: "second", steps: [], ...own },
  });
  const ran = (jobs: Readonly<Record<string, Job>>, skipped = false) => {
    const keys: string[] = [];
    jobsOfRun(jobs, started, (key) => {
      keys.push(key);
      return { result: "success", skipped };
    });
    return keys;
  };

  it("are also those whose chain has a skipped job, past one that ran", () => {
    expect(ran(chain({}))).to.deep.equal(["second"]);
    expect(ran(chain({ if: "needs.second.result == 'success'" }))).to.deep.equal(["second"]);
    const asked = "!cancelled() && needs.second.result == 'success'";
    expect(ran(chain({ if: asked }))).to.deep.equal(["second", "third"]);
  });

  it("are, to be sure, those that need the call of a workflow in which one was skipped", () => {
    const jobs = { call: {}, next: { needs: "call" } };
    expect(ran(jobs)).to.deep.equal(["call", "next"]);
    expect(ran(jobs, true)).to.deep.equal(["call"]);
  });
});
