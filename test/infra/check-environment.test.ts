import { expect } from "chai";
import { parseCatalog } from "../../infra/catalog/parse";
import { checkEnvironment } from "../../infra/check-environment";
import { InvalidInput } from "../../infra/problems";
import { workload as digest } from "../fixtures/catalog/audit-digest";
import { workload as ingest } from "../fixtures/catalog/ingest-worker";
import { settingsOf } from "../support/contexts";

const NOW = new Date("2027-01-01T00:00:00Z");

describe("what has to go together in an environment", () => {
  it("is refused all at once: blocks, quotas, the agent and repositories", () => {
    const catalog = parseCatalog({
      "audit-digest": {
        ...digest,
        links: [],
        allows: [],
        repository: "one",
        repositoryId: 2,
        runs: { as: "function" },
        slo: { finishesWithin: "5 minutes" },
      },
      "ingest-worker": { ...ingest, repository: "one", repositoryId: 1 },
    });
    const settings = settingsOf("dev", { appConfigAgent: {}, lambdaConcurrency: 100 });
    expect(() => checkEnvironment(settings, catalog, { prod: "10.10.0.0/20" }, {}, NOW)).to.throw(
      InvalidInput,
      [
        "dev:",
        "  Pulumi.dev.yaml:",
        '    cidr is "10.10.0.0/16": expected a block that does not overlap 10.10.0.0/20 of Pulumi.prod.yaml',
        "  stacks/catalog in dev:",
        "    lambdaConcurrency is 100: expected at least 116, as functions reserve 100 that stay unreserved + 15 of the platform + 1 of audit-digest",
        "  Pulumi.dev.yaml:",
        "    appConfigAgent.digest is missing: expected the digest of the image that is in this account, as ingest-worker has flags",
        "  stacks/catalog:",
        "    ingest-worker: repositoryId is 1: expected 2, as one has elsewhere",
      ].join("\n"),
    );
    const alone = parseCatalog({ "ingest-worker": ingest });
    expect(() => checkEnvironment(settingsOf("dev"), alone, {}, {}, NOW)).not.to.throw();
  });

  it("[§19] is refused where a release would take longer to prod than it may, with the sum", () => {
    const catalog = parseCatalog({ "ingest-worker": ingest });
    const stg = settingsOf("stg", { bakeMinutes: 5 });
    const others = { stg, prod: settingsOf("prod") };
    // 5 of build, 2 and 3 and 5 in stg, 0.5 of the performance check, 2 and 3 and 10 in prod.
    expect(() => checkEnvironment(settingsOf("dev"), catalog, {}, others, NOW)).to.throw(
      InvalidInput,
      /kpi\.leadTimeMinutes is 30: expected at least 30\.5, or shorter steps, as a release takes build 5 \+ .* \(ingest-worker\)$/,
    );
  });

  it("is refused where an exception is of a repository that delivers nothing", () => {
    const adopt = { rulesets: { nobody: { enforcement: "disabled", until: "2026-12-31" } } };
    expect(() => checkEnvironment(settingsOf("prod", { adopt }), [], {}, {}, NOW)).to.throw(
      /adopt\.rulesets\.nobody is .*: expected a repository of the catalog: one of nc-platform$/,
    );
  });
});
