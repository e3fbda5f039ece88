import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { deliveries } from "../../adapters/aws/support/deliveries";
import { deployRoleOf } from "../../adapters/aws/support/program-account";
import { runOf, writeBuild } from "../support/build";
import { NOW, nc, variablesOf } from "../support/command-line";
import { type Repository, repository } from "../support/repository";

const WORKER = "audit-queue";

describe("nc release in an account", () => {
  const { api } = deliveries();
  let folder: string;
  let repo: Repository;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "nc-stored-"));
    repo = repository();
  });
  afterEach(() => {
    repo.remove();
    rmSync(folder, { recursive: true, force: true });
  });
  const out = () => join(folder, "release.json");

  /** Creates v1.4.0 of the worker in stg; its commit is made the first time. */
  async function create(fields: object = {}, environment = "stg", run: object = {}) {
    const build = join(folder, "build.json");
    writeBuild(build, { workload: WORKER, kind: "worker", app: "AuditHound", ...fields });
    if (repo.git("tag") === "") {
      repo.commit("feat: first");
      repo.git("tag", "v1.4.0");
    }
    const where = ["--environment", environment, "--checkout", repo.folder, "--out", out()];
    const tagged = ["--tagged-at", "2026-11-02T14:30:00Z"];
    return nc(["release", "create", build, ...where, ...tagged, "--json"], {
      ...runOf("v1.4.0", repo.git("rev-parse", "v1.4.0")),
      ...run,
      ...variablesOf(api.as(deployRoleOf(WORKER))),
    });
  }
  const inStg = (...words: string[]) =>
    nc([...words, "--environment", "stg", "--json"], variablesOf(api.as(deployRoleOf(WORKER))));

  it("[§15] stores a release, which is shown as it was made, and records it once", async () => {
    const created = JSON.parse((await create()).out).answer;
    expect(created).to.include({ kind: "release", written: true, stored: true });
    expect((await create()).code).to.equal(0);

    const shown = JSON.parse((await inStg("release", "show", WORKER, "v1.4.0")).out).answer;
    expect(shown).to.deep.equal({ id: created.id, release: created.release });
    const { events } = JSON.parse((await inStg("history", WORKER)).out).answer;
    expect(events).to.deep.equal([
      {
        type: "release-made",
        at: NOW.toISOString(),
        environment: "stg",
        app: "AuditHound",
        workload: WORKER,
        writer: "https://github.com/neurocipher/billing/actions/runs/77",
        release: created.id,
        version: "v1.4.0",
        commit: created.release.commit,
        taggedAt: "2026-11-02T14:30:00Z",
      },
    ]);
  });

  it("goes on with what an earlier attempt of its run has stored, and not with another run's", async () => {
    const first = JSON.parse((await create()).out).answer;
    const again = await create({}, "stg", {
      GITHUB_RUN_ATTEMPT: "2",
      GITHUB_TRIGGERING_ACTOR: "bob",
    });
    const { id, release } = JSON.parse(again.out).answer;
    expect([again.code, id]).to.deep.equal([0, first.id]);
    expect(release.run).to.deep.equal({ id: 77, attempt: 1, startedBy: "ada" });
    expect((await create({}, "stg", { GITHUB_RUN_ID: "78" })).code).to.equal(1);
  });

  it("[§5] refuses another release of the same version, and changes neither file nor bucket", async () => {
    await create();
    const first = readFileSync(out(), "utf8");
    const { code, out: text } = await create({ flags: ["search"] });
    expect(code).to.equal(1);
    expect(JSON.parse(text).problems.join()).to.match(/which is v1\.4\.0 already/);
    expect(readFileSync(out(), "utf8")).to.equal(first);
    const shown = JSON.parse((await inStg("release", "show", WORKER, "v1.4.0")).out).answer;
    expect(shown.release.flags).to.deep.equal([]);
  });

  it("refuses a kind that the platform has not applied, and an environment that it may not go into", async () => {
    const problems = async (...given: Parameters<typeof create>) =>
      JSON.parse((await create(...given)).out).problems;
    expect(await problems({ kind: "service" })).to.deep.equal([
      `${WORKER} v1.4.0 in stg:`,
      '  kind is "service": expected worker, as the platform has applied it in stg',
    ]);
    expect(await problems({}, "dev")).to.deep.equal([
      `${WORKER} v1.4.0 in dev:`,
      '  --environment is "dev": expected stg or prod, where a release goes',
    ]);
  });

  it("says that there is no such release", async () => {
    const { code, out: text } = await inStg("release", "show", WORKER, "v1.4.0");
    expect(code).to.equal(1);
    expect(JSON.parse(text).problems).to.deep.equal([
      "the release:",
      `  <version> is "v1.4.0": expected a release of ${WORKER} that is stored in the environment`,
    ]);
  });
});
