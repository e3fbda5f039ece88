import { expect } from "chai";
import { pathAndEnvironment, runsOf, tag } from "./caller-runs";
import type { Started } from "./job-graph";
import type { RanJob } from "./run-graph";

describe("[§6] which jobs of a run of a Terraform stack's repository run", () => {
  let ran: (started: Started) => RanJob[];
  before(async () => {
    ran = await runsOf("core");
  });
  const paths = (started: Started) => ran(started).map(pathAndEnvironment);

  const CHECKS = ["gates", "codeql", "trivy", "iac-scan", "contract"].map(
    (key) => `check / ${key}`,
  );
  const planned = (environment: string) => [
    `deliver-core / ${environment}-plan / scan`,
    `deliver-core / ${environment}-plan / release (${environment}-plan)`,
    `deliver-core / ${environment}-plan / sign (${environment}-plan)`,
  ];
  const RELEASE = [
    "deliver-core / release / tools",
    "deliver-core / release / publish (stg-publish)",
  ];
  const STG = ["deliver-core / stg / promote (stg)"];
  const PROD = [
    "deliver-core / prod / product (prod-product)",
    "deliver-core / prod / promote (prod)",
    "deliver-core / notes",
  ];
  const PLANS = [...planned("stg"), ...planned("prod")];

  it("a pull request is checked, scanned and planned in dev; a fork's gets no identity", () => {
    const pull = { event: "pull_request", ref: "refs/pull/7/merge" };
    const scanned = [...CHECKS, "dev-core / scan"];
    const shown = ["dev-core / pull-request", "dev-core / comment"];
    expect(paths(pull)).to.deep.equal([...scanned, ...shown]);
    const fork = ran({ ...pull, fork: true });
    expect(fork.map(({ path }) => path)).to.deep.equal(scanned);
    for (const { permissions, path } of fork) {
      expect(permissions, path).not.to.have.property("id-token");
    }
  });

  it("main is planned and applied in dev, and nowhere else", () => {
    expect(paths({ event: "push", ref: "refs/heads/main" })).to.deep.equal([
      ...CHECKS,
      "dev-core / scan",
      "dev-core / dev (dev)",
    ]);
  });

  it("[§5] a pre-release is planned in stg alone, and ends there", () => {
    expect(paths(tag("v1.2.3-rc.1"))).to.deep.equal([...planned("stg"), ...RELEASE, ...STG]);
  });

  it("a release is planned and signed for both, promoted to stg, and with both approvals to prod", () => {
    expect(paths(tag("v1.2.3"))).to.deep.equal([...PLANS, ...RELEASE, ...STG, ...PROD]);
  });

  it("what is not scanned, planned or signed for both is not released", () => {
    for (const [job, before] of [
      ["stg-plan / scan", planned("stg").slice(0, 1)],
      ["stg-plan / release", planned("stg").slice(0, 2)],
      ["stg-plan / sign", planned("stg")],
      ["prod-plan / release", PLANS.slice(0, 5)],
      ["prod-plan / sign", PLANS],
    ] as const) {
      for (const end of ["failure", "cancelled"] as const) {
        expect(paths(tag("v1.2.3", { [`deliver-core / ${job}`]: end })), job).to.deep.equal(before);
      }
    }
    const pre = tag("v1.2.3-rc.1", { "deliver-core / stg-plan / sign": "failure" });
    expect(paths(pre)).to.deep.equal(planned("stg"));
  });

  it("what stg refuses reaches no prod, and without both approvals nothing is applied or announced", () => {
    const until = (job: string, end: "failure" | "cancelled") =>
      paths(tag("v1.2.3", { [`deliver-core / ${job}`]: end }));
    for (const end of ["failure", "cancelled"] as const) {
      expect(until("release / publish", end)).to.deep.equal([...PLANS, ...RELEASE]);
      expect(until("stg / promote", end)).to.deep.equal([...PLANS, ...RELEASE, ...STG]);
      for (const [at, job] of ["prod / product", "prod / promote"].entries()) {
        const some = PROD.slice(0, at + 1);
        expect(until(job, end)).to.deep.equal([...PLANS, ...RELEASE, ...STG, ...some]);
      }
    }
  });

  it("[§4] only what plans, signs, publishes or promotes may ask for a token", () => {
    const may = (permission: string) =>
      ran(tag("v1.2.3"))
        .filter(({ permissions }) => permissions[permission] === "write")
        .map(({ path }) => path.replace("deliver-core / ", ""));
    expect(may("id-token")).to.deep.equal([
      "stg-plan / release",
      "stg-plan / sign",
      "prod-plan / release",
      "prod-plan / sign",
      "release / publish",
      "stg / promote",
      "prod / promote",
    ]);
    expect(may("contents")).to.deep.equal(["notes"]);
    expect(may("pull-requests")).to.deep.equal([]);
  });
});
