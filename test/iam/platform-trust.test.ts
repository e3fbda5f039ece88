import { expect } from "chai";
import { ENVIRONMENTS, type Environment } from "../../infra/environments";
import { deployRoleName } from "../../infra/naming/workload-names";
import { loadCatalog } from "../../stacks/load-catalog";
import { admits, type Token } from "./support/judge";
import { type Role, roleNamed, rolesOf } from "./support/roles";
import {
  DETECTOR,
  INGEST,
  immutableSubject,
  PLANNER,
  PLATFORM,
  token,
  WORKFLOWS,
} from "./support/tokens";

describe("whom the platform's own roles trust", () => {
  const roles = new Map<Environment, ReadonlyMap<string, Role>>();

  before(async () => {
    const catalog = await loadCatalog();
    for (const each of ENVIRONMENTS) roles.set(each, await rolesOf(each, catalog));
  });

  const roleOf = (service: string, environment: Environment) =>
    roleNamed(roles.get(environment) ?? new Map(), deployRoleName({ service, environment }));

  const FOREIGN_REFS: Record<Environment, readonly string[]> = {
    dev: [
      "refs/tags/main",
      "refs/tags/refs/heads/main",
      "refs/tags/v1.2.3",
      "refs/heads/v1.2.3",
      "refs/heads/main-evil",
      "refs/heads/refs/heads/main",
      "refs/pull/1/merge",
      "main",
    ],
    stg: ["refs/heads/main", "refs/heads/v1.2.3", "refs/tags/main", "refs/tags/1.2.3", "v1.2.3"],
    prod: [
      "refs/heads/main",
      "refs/heads/v1.2.3",
      "refs/heads/refs/tags/v1.2.3",
      "refs/tags/main",
      "refs/tags/origin/main",
      "refs/pull/1/merge",
      "v1.2.3",
    ],
  };
  for (const environment of ENVIRONMENTS) {
    for (const foreign of FOREIGN_REFS[environment]) {
      it(`[§11] ${environment} refuses a run of ${foreign}, of the platform and of a workload`, () => {
        for (const deployer of [PLATFORM, INGEST]) {
          const wrong = { ...token(deployer, environment), ref: foreign };
          expect(admits(roleOf(deployer.service, environment), wrong)).to.equal(false);
        }
      });
    }

    for (const [where, workflow] of Object.entries({
      "at a tag named main": `${WORKFLOWS}/apply.yml@refs/tags/main`,
      "at a branch": `${WORKFLOWS}/apply.yml@refs/heads/mine`,
      "at a release": `${WORKFLOWS}/apply.yml@refs/tags/v1.2.3`,
      "at a short ref": `${WORKFLOWS}/apply.yml@main`,
      "that plans": PLANNER.workflow,
      "that calls it": `${WORKFLOWS}/deploy.yml@refs/heads/main`,
      "of a fork": "mallory/nc-platform/.github/workflows/apply.yml@refs/heads/main",
    })) {
      it(`the platform's role in ${environment} refuses a workflow ${where}`, () => {
        const wrong = { ...token(PLATFORM, environment), job_workflow_ref: workflow };
        expect(admits(roleOf("platform", environment), wrong)).to.equal(false);
      });
    }

    it(`the platform's role in ${environment} refuses a job of no reusable workflow`, () => {
      const { job_workflow_ref: _, ...rest } = token(PLATFORM, environment);
      expect(admits(roleOf("platform", environment), rest)).to.equal(false);
    });
  }

  it("the preview role admits pull requests of the platform's repository alone", () => {
    for (const environment of ENVIRONMENTS) {
      const role = roleNamed(roles.get(environment) ?? new Map(), "gha-preview-role");
      const good: Token = {
        aud: "sts.amazonaws.com",
        sub: "repo:neurocipher/nc-platform:pull_request",
        repository_id: "700000001",
        ref: "refs/pull/42/merge",
      };
      expect(admits(role, good)).to.equal(true);
      const sub = "repo:neurocipher@600000001/nc-platform@700000001:pull_request";
      expect(admits(role, { ...good, sub })).to.equal(true);
      for (const bad of [
        { sub: "repo:neurocipher/ingest-worker:pull_request", repository_id: "700000002" },
        { sub: "repo:mallory/nc-platform:pull_request", repository_id: "900000001" },
        { repository_id: "900000001" },
        { sub: "repo:neurocipher/nc-platform:ref:refs/heads/main" },
        { sub: "repo:neurocipher/nc-platform:environment:prod", environment: "prod" },
        { aud: "sigstore" },
        { ref: "refs/heads/main" },
        { ref: "refs/heads/refs/pull/42/merge" },
        { ref: "refs/pull/42/head" },
      ]) {
        expect(admits(role, { ...good, ...bad }), JSON.stringify(bad)).to.equal(false);
      }
    }
  });

  it("[§4] the role that looks for drift admits detect-drift.yml at main alone", () => {
    for (const environment of ENVIRONMENTS) {
      const role = roleNamed(
        roles.get(environment) ?? new Map(),
        `nc-platform-${environment}-drift`,
      );
      expect(admits(role, DETECTOR)).to.equal(true);
      const sub = "repo:neurocipher@600000001/nc-platform@700000001:ref:refs/heads/main";
      expect(admits(role, { ...DETECTOR, sub })).to.equal(true);
      for (const bad of [
        { ref: "refs/heads/mine", sub: "repo:neurocipher/nc-platform:ref:refs/heads/mine" },
        { ref: "refs/tags/main" },
        { ref: "refs/pull/1/merge", sub: "repo:neurocipher/nc-platform:pull_request" },
        { sub: "repo:neurocipher/nc-platform:environment:prod", environment: "prod" },
        { job_workflow_ref: `${WORKFLOWS}/drift.yml@refs/heads/main` },
        { job_workflow_ref: `${WORKFLOWS}/detect-drift.yml@refs/heads/mine` },
        { job_workflow_ref: `${WORKFLOWS}/detect-drift.yml@refs/tags/main` },
        { repository_id: "900000001" },
        { aud: "sigstore" },
      ]) {
        expect(admits(role, { ...DETECTOR, ...bad }), JSON.stringify(bad)).to.equal(false);
      }
      const { job_workflow_ref: _, ...plain } = DETECTOR;
      expect(admits(role, plain)).to.equal(false);
      for (const name of ["gha-preview-role", "gha-deploy-role"]) {
        const other = roleNamed(roles.get(environment) ?? new Map(), name);
        expect(admits(other, DETECTOR), name).to.equal(false);
      }
    }
  });

  it("[§12] the preview role admits the plan of a release, where somebody approves it", () => {
    for (const environment of ENVIRONMENTS) {
      const role = roleNamed(roles.get(environment) ?? new Map(), "gha-preview-role");
      for (const plan of ["dev-plan", "stg-plan", "prod-plan"]) {
        const good = token(PLANNER, plan);
        const sub = immutableSubject(PLANNER, plan);
        const approved = environment !== "dev" && plan === `${environment}-plan`;
        expect(admits(role, good), `${environment} from ${plan}`).to.equal(approved);
        expect(admits(role, { ...good, sub }), `${environment} from ${plan}`).to.equal(approved);
        expect(admits(role, token(INGEST, plan))).to.equal(false);
        expect(admits(role, token(PLATFORM, plan))).to.equal(false);
        expect(admits(role, { ...good, ref: "refs/heads/main" })).to.equal(false);
        expect(admits(role, { ...good, ref: "refs/tags/main" })).to.equal(false);
        expect(admits(roleOf("platform", environment), good)).to.equal(false);
      }
    }
  });

  it("the preview role plans releases where others approve them, in no other environment", () => {
    for (const environment of ENVIRONMENTS) {
      const role = roleNamed(roles.get(environment) ?? new Map(), "gha-preview-role");
      for (const name of ["dev-plan", "stg-plan", "prod-plan", "prod", "prod-product"]) {
        const want = name === `${environment}-plan` && environment !== "dev";
        expect(admits(role, token(PLANNER, name)), `${role.arn}, ${name}`).to.equal(want);
        expect(admits(role, token(INGEST, name)), `${role.arn}, ${name}`).to.equal(false);
      }
    }
  });
});
