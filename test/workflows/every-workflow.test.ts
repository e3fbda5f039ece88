import { expect } from "chai";
import { jobs, texts, workflows } from "./files";

const PINNED = /^[\w.-]+(\/[\w.-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/;
/** This repository, at the commit that is running. */
const OWN = /^\$\/\.github\/(actions|workflows)\/[\w.-]+$/;
/** The calls by branch, the only ones: see what is in BY_NAME. GitHub takes no full ref here. */
const TRUSTED_BY_NAME =
  /^neurocipher\/nc-platform\/\.github\/workflows\/(apply|detect-drift|plan|promote|release|terraform)\.yml@main # zizmor: ignore\[unpinned-uses\] .+$/;

/** What calls them: the platform's own deliveries, and those of teams. */
const BY_NAME = [
  "deliver-terraform.yml",
  "deliver.yml",
  "deploy-dev.yml",
  "deploy.yml",
  "drift.yml",
].map((file) => `workflows/${file}`);

/** Every `uses` of a text, with the comment behind it. */
const usesIn = (text: string) =>
  [...text.matchAll(/^\s*(?:- )?uses: (.+)$/gm)].map(([, uses = ""]) => uses);

describe("every workflow", () => {
  for (const [path, text] of texts()) {
    it(`${path} pins each action by its full SHA, with the version beside it`, () => {
      const byName = BY_NAME.includes(path) ? [TRUSTED_BY_NAME] : [];
      const loose = usesIn(text).filter(
        (uses) => ![PINNED, OWN, ...byName].some((form) => form.test(uses)),
      );
      expect(loose).to.deep.equal([]);
    });
  }

  it("pins an action by one SHA wherever it is used", () => {
    const shas = new Map<string, Set<string>>();
    for (const uses of texts()
      .flatMap(([, text]) => usesIn(text))
      .filter((each) => PINNED.test(each))) {
      const [action = "", pin = ""] = uses.split("@");
      const repository = action.split("/").slice(0, 2).join("/");
      shas.set(repository, (shas.get(repository) ?? new Set()).add(pin));
    }
    const several = [...shas].filter(([, pins]) => pins.size > 1).map(([action]) => action);
    expect(several).to.deep.equal([]);
    expect([...shas.keys()]).to.include("actions/checkout");
  });

  for (const { file, on, permissions } of workflows()) {
    it(`${file} grants nothing to a job that does not ask, and runs no fork's code as its own`, () => {
      expect(permissions).to.deep.equal({});
      expect(on).not.to.have.any.keys("pull_request_target", "workflow_run", "issue_comment");
    });
  }

  for (const [name, { uses, permissions, steps = [], ...job }] of jobs()) {
    it(`${name} says what it may do, and ends in time`, () => {
      expect(permissions, "permissions").to.be.an("object");
      if (uses === undefined) expect(job["timeout-minutes"], "timeout").to.be.within(1, 60);
      for (const step of steps.filter((each) => each.uses?.startsWith("actions/checkout@"))) {
        expect(step.with).to.have.property("persist-credentials", false);
      }
    });

    it(`${name} waits for its turn where it changes an environment, and is neither stopped nor dropped`, () => {
      const environment =
        typeof job.environment === "object" ? job.environment.name : job.environment;
      const changes = permissions?.["id-token"] === "write" && environment !== undefined;
      if (!changes || environment.endsWith("-plan"))
        return expect(job.concurrency).to.equal(undefined);
      // GitHub docs, "Workflow syntax", `jobs.<job_id>.concurrency`: without a queue, the newest alone waits.
      expect(job.concurrency).to.include({ "cancel-in-progress": false, queue: "max" });
    });

    it(`${name} puts no expression into a command, and stops at the first that fails`, () => {
      for (const { run = "" } of steps) {
        expect(run).not.to.include("${{");
        if (/\n.|\|/.test(run.trim())) expect(run).to.match(/^set -euo pipefail\n/);
      }
    });
  }
});
