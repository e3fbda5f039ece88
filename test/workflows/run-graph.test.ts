import { expect } from "chai";
import { pathAndEnvironment, runsOf, tag } from "./caller-runs";
import { job } from "./files";
import type { Started } from "./job-graph";
import type { RanJob } from "./run-graph";

describe("[§11] which jobs of a team's run run, in which environment, and what they may do", () => {
  let ran: (started: Started) => RanJob[];
  before(async () => {
    ran = await runsOf("ingest-worker");
  });
  const paths = (started: Started) => ran(started).map(pathAndEnvironment);

  const CHECKS = ["gates", "codeql", "trivy", "iac-scan", "contract"].map(
    (key) => `check / ${key}`,
  );
  const released = (job: string, environment: string) => [
    ...["build", "tools", "scan", "describe"].map((key) => `${job} / release / ${key}`),
    `${job} / release / publish (${environment})`,
  ];
  const STG = [
    ...released("deliver-ingest-worker", "stg-publish"),
    "deliver-ingest-worker / stg / promote (stg)",
  ];
  const CHECKED = ["performance", "contract"].map((key) => `deliver-ingest-worker / ${key}`);
  const PROD = [
    "deliver-ingest-worker / prod / product (prod-product)",
    "deliver-ingest-worker / prod / promote (prod)",
    "deliver-ingest-worker / notes",
  ];

  it("a pull request is checked, and a fork's too, without an identity or a secret", () => {
    for (const fork of [false, true]) {
      const jobs = ran({ event: "pull_request", ref: "refs/pull/7/merge", fork });
      expect(jobs.map(({ path }) => path)).to.deep.equal(CHECKS);
      for (const { permissions, environment, path } of jobs) {
        expect(permissions, path).not.to.have.property("id-token");
        expect(environment, path).to.equal(undefined);
      }
    }
  });

  it("main is checked, built and brought into dev, and nowhere else", () => {
    expect(paths({ event: "push", ref: "refs/heads/main" })).to.deep.equal([
      ...CHECKS,
      ...released("dev-ingest-worker", "dev"),
      "dev-ingest-worker / dev / promote (dev)",
    ]);
  });

  it("[§5] a branch delivers nothing: its pull request builds it, in the gates", () => {
    for (const ref of ["refs/heads/feature", "refs/heads/v1.2.3", "refs/heads/main-2"]) {
      expect(paths({ event: "push", ref }), ref).to.deep.equal([]);
    }
    const steps = job("check.yml", "gates").steps ?? [];
    const build = steps.find(({ run }) => run?.includes("tools/workflow/build-branch.ts"));
    expect(build?.if).to.equal("github.event_name == 'pull_request'");
    // A tag that is no release, and whoever starts a run by hand, start none either.
    expect(paths({ event: "push", ref: "refs/tags/nightly" })).to.deep.equal([]);
    expect(paths({ event: "workflow_dispatch", ref: "refs/heads/main" })).to.deep.equal([]);
  });

  it("[§11] main with a red check is not built", () => {
    const ends = { "check / gates": "failure" as const };
    expect(paths({ event: "push", ref: "refs/heads/main", ends })).to.deep.equal(CHECKS);
  });

  it("[§5] a pre-release ends in stg", () => {
    expect(paths(tag("v1.2.3-rc.1"))).to.deep.equal([...STG, ...CHECKED]);
  });

  it("[§11] a release goes through stg, its checks and both approvals, to prod, and gets its notes", () => {
    expect(paths(tag("v1.2.3"))).to.deep.equal([...STG, ...CHECKED, ...PROD]);
  });

  it("[§11] what a scanner finds is not published, and what stg refuses reaches no prod", () => {
    const scan = "deliver-ingest-worker / release / scan";
    expect(paths(tag("v1.2.3", { [scan]: "failure" }))).to.not.include.members([STG[4]]);
    const stg = "deliver-ingest-worker / stg / promote";
    expect(paths(tag("v1.2.3", { [stg]: "failure" }))).to.deep.equal(STG);
    for (const check of CHECKED) {
      expect(paths(tag("v1.2.3", { [check]: "failure" }))).to.deep.equal([...STG, ...CHECKED]);
    }
  });

  for (const [who, at] of [
    ["Product", 0],
    ["Security", 1],
  ] as const) {
    it(`without the approval of ${who}, prod is not reached, and nothing is announced`, () => {
      const job = PROD[at]?.replace(/ \(.+/, "") ?? "";
      for (const end of ["failure", "cancelled"] as const) {
        expect(paths(tag("v1.2.3", { [job]: end }))).to.deep.equal([
          ...STG,
          ...CHECKED,
          ...PROD.slice(0, at + 1),
        ]);
      }
    });
  }

  it("[§4] only what assumes a role or signs may ask for a token, and only the notes write contents", () => {
    const jobs = ran(tag("v1.2.3"));
    const may = (permission: string) =>
      jobs.filter(({ permissions }) => permissions[permission] === "write").map(({ path }) => path);
    expect(may("id-token")).to.deep.equal([
      "deliver-ingest-worker / release / publish",
      "deliver-ingest-worker / stg / promote",
      "deliver-ingest-worker / prod / promote",
    ]);
    expect(may("contents")).to.deep.equal(["deliver-ingest-worker / notes"]);
  });
});
