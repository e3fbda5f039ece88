import { join } from "node:path";
import { expect } from "chai";
import type { WorkloadEntry } from "../../infra/catalog/workload";
import { findOne } from "../../sandbox/cloud/deployments/find-one";
import { openCloud } from "../../sandbox/cloud/record";
import { foldersOf } from "../../sandbox/folders";
import type { Report } from "../../sandbox/report";
import * as apiAdapter from "../fixtures/catalog/api-adapter";
import * as auditDigest from "../fixtures/catalog/audit-digest";
import * as auditQueue from "../fixtures/catalog/audit-queue";
import * as core from "../fixtures/catalog/core";
import * as ingestWorker from "../fixtures/catalog/ingest-worker";
import { catalogFolder } from "../support/catalog-folder";
import { alone, retire } from "../support/retired";
import { MAIN, testSandbox } from "../support/sandbox";
import { refreshOfApply } from "./releases/older-plan";
import { reportOf } from "./releases/settled";

const RULE = "aws:lb/listenerRule:ListenerRule";
const TARGET = "aws:appautoscaling/target:Target";
const NOTHING = { create: 0, change: 0, replace: 0, delete: 0 };

// Each by itself: what is linked is retired with what links to it.
const fn = alone(apiAdapter.workload);
const job = alone(auditDigest.workload);
const worker = alone(auditQueue.workload);
const terraform = alone(core.workload);
const service = alone(ingestWorker.workload);

/** The service by another name and on a path of its own, as docs/runbooks/retire.md has it. */
const NEXT: WorkloadEntry = {
  kind: "service",
  name: "intake",
  app: "Neurocipher",
  owner: "ingest",
  costCenter: "CC-1001",
  compliance: true,
  repository: "intake",
  repositoryId: 700_000_077,
  route: { path: "/intake/*" },
  slo: { p95: "300 ms", availability: 99.9 },
  checks: { happyPath: { path: "/intake/documents" } },
};

/** The same, once it has the path of the service. */
const MOVED: WorkloadEntry = {
  ...NEXT,
  route: { path: "/ingest/*" },
  checks: { happyPath: { path: "/ingest/documents" } },
};

describe("workloads that are retired, in prod", () => {
  const sandbox = testSandbox();
  const catalog = catalogFolder(sandbox.folder, fn, job, worker, terraform, service);
  const cloud = openCloud(foldersOf(sandbox.folder).cloud("prod"));
  after(() => sandbox.remove());

  const run = (...words: string[]) => sandbox.run(words, MAIN, { NC_CATALOG: catalog.folder });

  /** Plans, has a release go on meanwhile, and applies, as the workflows do; then nothing is left to do. */
  async function apply(release = () => {}): Promise<Report> {
    const plan = join(sandbox.folder, "plan.json");
    const planned = await reportOf(run("preview", "prod", "--json", "--plan", plan));
    release();
    await sandbox.cli("prod", refreshOfApply());
    const applied = await reportOf(run("up", "prod", "--json", "--plan", plan));
    expect(applied.changes).to.deep.equal(planned.changes);
    expect((await reportOf(run("up", "prod", "--json"))).changes).to.deep.include(NOTHING);
    return applied;
  }

  /** A release sets the limits of scaling: the state of Pulumi does not know them yet. */
  function scale(name: string): void {
    const target = findOne(cloud, TARGET, ({ inputs }) =>
      `${inputs.resourceId}`.endsWith(`/nc-${name}-prod-service`),
    );
    cloud.patch(target, (state) => ({ ...state, minCapacity: 3, maxCapacity: 9 }));
  }

  /** Condition of the rule of each service for production traffic. */
  const routes = () =>
    Object.fromEntries(
      cloud
        .list(RULE)
        .filter(({ name }) => name.endsWith("-production"))
        .map(({ name, state }) => [name, (state.conditions as object[])[0]]),
    );

  /** What the account has of a workload, by its tags. */
  const left = (name: string) =>
    cloud
      .list()
      .filter(({ state }) => Object(state.tags).Service === name)
      .map(({ type }) => type.split(":").at(-1));

  it("begins with one of each kind, and is renamed to one beside it", async () => {
    await reportOf(run("up", "prod", "--json"));
    catalog.write(NEXT);
    await apply();
    expect(routes()).to.deep.equal({
      "ingest-worker-production": { pathPattern: { values: ["/ingest/*"] } },
      "intake-production": { pathPattern: { values: ["/intake/*"] } },
    });
  });

  it("refuses an entry that is removed and was never retired, before anything starts", async () => {
    catalog.remove(worker.name);
    catalog.remove(service.name);
    for (const command of ["preview", "up"]) {
      const { code, stdout, stderr } = await run(command, "prod");
      const want =
        "entry is missing: expected it, with `retired`, and an update of it first (docs/runbooks/retire.md)";
      expect(stderr).to.contain(
        `\nstacks/catalog in prod:\n  audit-queue: ${want}\n  ingest-worker: ${want}\n`,
      );
      expect(stderr).not.to.match(/protect|usually takes 20 s/);
      expect(stdout).to.equal("");
      expect(code).to.equal(1);
    }
    catalog.write(worker);
    catalog.write(service);
  });

  it("moves the traffic, and stops what is retired, by a plan that is older than a release", async () => {
    for (const each of [fn, job, worker, terraform]) catalog.write(retire(each));
    catalog.write(retire(service, { replacedBy: NEXT.name }));
    catalog.write(MOVED);

    const { changes } = await apply(() => {
      scale("audit-queue");
      scale("ingest-worker");
    });

    expect(changes.replace).to.equal(0);
    // What runs of `intake` was released at its old path, which stays until the next release.
    expect(routes()).to.deep.equal({
      "ingest-worker-production": { sourceIp: { values: ["127.0.0.1/32"] } },
      "intake-production": { pathPattern: { values: ["/ingest/*", "/intake/*"] } },
    });
    expect(left("audit-queue")).to.include.members(["Queue", "Secret", "LogGroup", "Repository"]);
    expect(left("audit-digest")).not.to.include("Schedule");
  });

  it("takes it back where somebody misses it, and gives it up again", async () => {
    catalog.write(worker);
    await apply();
    catalog.remove(worker.name);
    expect((await run("preview", "prod")).stderr).to.contain("audit-queue: entry is missing");
    catalog.write(retire(worker, { keepUntil: "2999-06-01" }));
    await apply();
  });

  it("refuses to delete it before the day until which its data is kept", async () => {
    catalog.remove(worker.name);
    expect((await run("preview", "prod")).stderr).to.contain(
      "stacks/catalog in prod:\n  audit-queue: entry is missing: expected it until 2999-06-01, to keep its data\n",
    );
    catalog.write(retire(worker));
    const { stdout } = await run("up", "prod");
    expect(stdout).to.contain(
      'audit-queue: retired.keepUntil is "2025-06-01": expected its entry to be removed from then on',
    );
  });

  it("deletes all of it once its entry is removed, but what AppConfig does not delete", async () => {
    for (const { name } of [fn, job, worker, terraform, service]) catalog.remove(name);

    const { changes } = await apply();

    expect(changes).to.include({ create: 0, replace: 0 });
    expect(changes.delete).to.be.greaterThan(250);
    for (const { name } of [fn, job, worker, terraform]) expect(left(name), name).to.deep.equal([]);
    expect(left(service.name)).to.have.members([
      "Application",
      "ConfigurationProfile",
      "Environment",
    ]);
    expect(routes()).to.deep.equal({
      "intake-production": { pathPattern: { values: ["/ingest/*", "/intake/*"] } },
    });
  });
});
