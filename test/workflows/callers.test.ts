import { expect } from "chai";
import { parse } from "yaml";
import { catalogIn } from "../../delivery/adapters/catalog";
import { callerOf } from "../../delivery/decisions/workflows/caller";
import type { Catalog } from "../../infra/catalog/workload";
import { CHECK_JOB, requiredChecksOf } from "../../infra/github/workflows";
import { type Job, workflow } from "./files";

const PLATFORM = { organization: "neurocipher", repository: "nc-platform" };
const AT_MAIN = /^neurocipher\/nc-platform\/\.github\/workflows\/([\w-]+\.yml)@main$/;

/** What may do more may do what is below it too (GitHub docs, "permissions"). */
const LEVELS = ["none", "read", "write"];

describe("what a team's repository calls", () => {
  let catalog: Catalog;
  let jobs: Readonly<Record<string, Job>>;
  before(async () => {
    catalog = await catalogIn(new URL("../fixtures/catalog/", import.meta.url));
    jobs = parse(callerOf({ workloads: catalog }, PLATFORM)).jobs;
  });
  const called = ({ uses = "" }: Job) => AT_MAIN.exec(uses)?.[1] ?? "";

  it("[§12] reports exactly the checks that the rulesets of its repository require", () => {
    const check = workflow(called(jobs[CHECK_JOB] ?? {}));
    const name = jobs[CHECK_JOB]?.name ?? CHECK_JOB;
    // A job of a workflow that is called is reported with the name of the calling job before its own.
    const reported = Object.values(check.jobs).map((each) => `${name} / ${each.name}`);
    expect(reported).to.have.members([...requiredChecksOf("billing", "nc-platform")]);
  });

  it("is there, is given exactly what it asks for, and may do no more than its jobs ask for", () => {
    for (const [key, job] of Object.entries(jobs)) {
      const { on, jobs: inner } = workflow(called(job));
      const { inputs = {} } = (on.workflow_call ?? {}) as { inputs?: object };
      expect(Object.keys(job.with ?? {}), key).to.have.members(Object.keys(inputs));
      // A call that asks for more than its caller grants fails before its first job (GitHub docs, "Reusing workflows").
      expect(job.permissions, key).to.deep.equal(mostOf(Object.values(inner)));
    }
  });

  it("grants a called job no less than it asks for, wherever one workflow calls another", () => {
    for (const file of ["deploy-dev.yml", "deliver.yml", "deliver-terraform.yml", "deploy.yml"]) {
      for (const [key, job] of Object.entries(workflow(file).jobs)) {
        if (job.uses === undefined) continue;
        const inner = Object.values(workflow(called(job)).jobs);
        expect(job.permissions, `${file} ${key}`).to.deep.equal(mostOf(inner));
      }
    }
  });
});

/** The most that any of these jobs asks for, by permission. */
function mostOf(jobs: readonly Job[]): Record<string, string> {
  const most: Record<string, string> = {};
  for (const [name, level] of jobs.flatMap((each) => Object.entries(each.permissions ?? {}))) {
    if (LEVELS.indexOf(level) > LEVELS.indexOf(most[name] ?? "none")) most[name] = level;
  }
  return most;
}
