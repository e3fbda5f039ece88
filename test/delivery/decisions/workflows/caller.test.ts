import { expect } from "chai";
import { parse } from "yaml";
import { catalogIn } from "../../../../delivery/adapters/catalog";
import { callerOf } from "../../../../delivery/decisions/workflows/caller";
import type { Workload } from "../../../../infra/catalog/workload";

const FIXTURES = new URL("../../../fixtures/catalog/", import.meta.url);
const PLATFORM = { organization: "neurocipher", repository: "nc-platform" };
const AT = "neurocipher/nc-platform/.github/workflows";

/** Jobs of the workflow of a repository with these workloads. */
const jobsOf = (...workloads: readonly Workload[]) => parse(callerOf({ workloads }, PLATFORM)).jobs;

describe("the workflow of a team's repository", () => {
  let catalog: Readonly<Record<string, Workload>>;
  before(async () => {
    catalog = Object.fromEntries((await catalogIn(FIXTURES)).map((each) => [each.name, each]));
  });
  const workload = (name: string): Workload => {
    const found = catalog[name];
    if (!found) throw new Error(`the tests' catalog has no ${name}`);
    return found;
  };

  it("[§11] checks, brings main into dev, and delivers a tag", () => {
    const text = callerOf({ workloads: [workload("ingest-worker")] }, PLATFORM);
    expect(parse(text).on).to.deep.equal({
      pull_request: { types: ["opened", "synchronize", "reopened", "edited"] },
      push: { branches: ["main"], tags: ["v*"] },
    });
    expect(parse(text).permissions).to.deep.equal({});
    const promotes = { actions: "read", checks: "read", "id-token": "write", issues: "write" };
    expect(parse(text).jobs).to.deep.equal({
      check: {
        if: "${{ !startsWith(github.ref, 'refs/tags/') }}",
        permissions: { actions: "read", contents: "read", "security-events": "write" },
        uses: `${AT}/check.yml@main`,
      },
      "dev-ingest-worker": {
        needs: "check",
        if: "github.ref == 'refs/heads/main'",
        permissions: { contents: "read", ...promotes },
        uses: `${AT}/deploy-dev.yml@main`,
        with: { workload: "ingest-worker" },
      },
      "deliver-ingest-worker": {
        if: "startsWith(github.ref, 'refs/tags/v')",
        permissions: { contents: "write", ...promotes },
        uses: `${AT}/deliver.yml@main`,
        with: { workload: "ingest-worker" },
      },
    });
    const written = text.split("\n").filter((line) => line.trim() !== "");
    expect(written.length).to.be.within(20, 25);
  });

  it("[§6] plans a Terraform stack once it is scanned, and applies main to dev", () => {
    const jobs = jobsOf(workload("core"));
    expect(jobs["dev-core"]).to.deep.equal({
      needs: "check",
      permissions: {
        actions: "read",
        contents: "read",
        "id-token": "write",
        "pull-requests": "write",
      },
      uses: `${AT}/terraform.yml@main`,
      with: { workload: "core", environment: "dev" },
    });
    expect(jobs["deliver-core"]).to.deep.equal({
      if: "startsWith(github.ref, 'refs/tags/v')",
      permissions: {
        actions: "read",
        checks: "read",
        contents: "write",
        "id-token": "write",
        issues: "write",
        "pull-requests": "write",
      },
      uses: `${AT}/deliver-terraform.yml@main`,
      with: { workload: "core" },
    });
    expect(Object.keys(jobs)).to.deep.equal(["check", "dev-core", "deliver-core"]);
  });

  it("has its jobs for each workload of the repository, but for one that is retired", () => {
    const [one, two] = [workload("api-adapter"), workload("audit-queue")];
    const gone = {
      ...workload("audit-digest"),
      retired: {
        since: "2026-11-01",
        keepUntil: "2026-12-01",
        agreed: { owner: "ada", approver: "sam" },
        reason: "nobody reads it",
      },
    };
    expect(Object.keys(jobsOf(one, two, gone))).to.deep.equal([
      "check",
      "dev-api-adapter",
      "deliver-api-adapter",
      "dev-audit-queue",
      "deliver-audit-queue",
    ]);
  });
});
